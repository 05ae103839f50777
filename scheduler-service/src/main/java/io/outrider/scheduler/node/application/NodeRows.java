package io.outrider.scheduler.node.application;

import io.outrider.scheduler.node.domain.Node;
import java.util.List;

/** Stored nodes. */
public interface NodeRows {

    /** Returns every node. May wait for the database. */
    List<Node> all();
}
