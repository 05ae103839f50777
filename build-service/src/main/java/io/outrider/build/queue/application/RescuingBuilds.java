package io.outrider.build.queue.application;

import io.outrider.build.queue.application.BuildStore.Selection;
import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildCommand.Abandon;
import io.outrider.build.queue.domain.BuildCommand.Expire;
import io.outrider.build.queue.domain.BuildDecider;
import io.outrider.build.queue.domain.BuildState.Building;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes builds back from builders that are gone, and ends those that waited or worked for too long. */
@ApplicationScoped
public class RescuingBuilds {
    private static final Logger LOG = Logger.getLogger(RescuingBuilds.class);
    private static final int BATCH = 100;

    private final BuildStore store;
    private final BuildDecider decider;
    private final ThisInstance instance;

    RescuingBuilds(BuildStore store, BuildDecider decider, ThisInstance instance) {
        this.store = store;
        this.decider = decider;
        this.instance = instance;
    }

    /** Looks at deadlines and leases; returns the builds that changed. */
    public List<Build> expire() {
        return said(store.change(
                new Selection.Overdue(),
                BATCH,
                (candidate, now) -> decider.decide(candidate.build().state(), new Expire(), now)));
    }

    /** Takes back what earlier lives of this instance held; they can't be alive. */
    public List<Build> abandonFormer() {
        return said(abandon(new Selection.Former(instance.name(), instance.owner())));
    }

    /** Gives back what this life holds; for an orderly end. */
    public List<Build> abandonOwn() {
        return said(abandon(new Selection.Former(instance.name(), "")));
    }

    private List<Build> abandon(Selection selection) {
        return store.change(
                selection,
                BATCH,
                (candidate, now) -> decider.decide(
                        candidate.build().state(),
                        new Abandon(
                                candidate.build().state() instanceof Building building
                                        ? building.lease().owner()
                                        : ""),
                        now));
    }

    private static List<Build> said(List<Build> builds) {
        for (Build build : builds) {
            LOG.infof(
                    "build=%s attempt=%d was without a builder, is %s now",
                    build.order().id(), build.state().attempt(), build.state().status());
        }
        return builds;
    }
}
