package io.outrider.reactor.window.domain;

import io.outrider.reactor.reaction.domain.EvaluationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules of docs/reactions.md said once more, without any state but a diary of all that happened: each question is answered by reading
 * it from the beginning. Slow, and as plain as possible. Each answer is what {@link Playing} says of the same, in words.
 */
public final class ReferenceLimiter {

    private enum What {
        /** An occurrence that is one part of a join. */
        PART,
        /** An occurrence, or a complete join, that counts. */
        COUNTED,
        /** The window became ready with the entry before. */
        READY,
        /** An occurrence that joined a window that is ready. */
        MORE,
        /** The window that waited for more waits for jobs now. */
        RUNNING,
        /** Time went by. */
        PASSED,
        /** The window ended. */
        END,
        STARTED,
        JOB_ENDED,
        /** Everything had run out. */
        FORGOTTEN
    }

    private record Entry(
            What what,
            long at,
            Limiter limiter,
            List<UUID> events,
            Optional<String> part,
            Set<UUID> jobs,
            long until) {}

    private final List<Entry> diary = new ArrayList<>();
    private final Gate gate;
    private Limiter limiter;

    /** A group that nothing is known of. */
    public ReferenceLimiter(Limiter limiter, Gate gate) {
        this.limiter = limiter;
        this.gate = gate;
    }

    void version(Limiter next) {
        limiter = next;
    }

    /** Returns what is due until then, one after the other; call until there is nothing. */
    public Optional<String> due(long at) {
        Optional<Long> deadline = deadline();
        if (deadline.isEmpty() || deadline.get() > Math.max(at, last(diary.size()))) {
            return Optional.empty();
        }
        long now = deadline.get();
        if (kind() == What.READY && runs(now) && limiter.whileRunning() == WhileRunning.COALESCE) {
            note(What.RUNNING, now);
            return Optional.of("");
        }
        if (kind() == What.READY && runs(now) && limiter.whileRunning() == WhileRunning.SKIP) {
            return Optional.of(end(now, "SKIPPED TIMER"));
        }
        return Optional.of(end(now, "FIRES TIMER"));
    }

    /** Takes an occurrence that was told at this time, as this part of a join, from 0. */
    public String occurred(UUID event, long told, int part) {
        long now = begin(told);
        long delayed = lastStarted()
                .map(entry -> entry.at() + limiter.reReactDelay().toMillis())
                .orElse(0L);
        if (now < delayed) {
            return "reReactDelay until " + delayed;
        }
        if (isReady()) {
            diary.add(new Entry(What.MORE, now, limiter, List.of(event), Optional.empty(), Set.of(), 0));
            return (kind() == What.READY ? "waitForMore" : "running") + " until "
                    + deadline().orElseThrow();
        }
        if (limiter.join().isPresent()) {
            return joined(event, now, limiter.join().get(), part);
        }
        return counted(List.of(event), now);
    }

    private String joined(UUID event, long now, Join join, int part) {
        diary.add(new Entry(
                What.PART,
                now,
                limiter,
                List.of(event),
                Optional.of(join.parts().get(part)),
                Set.of(),
                0));
        List<Entry> there = parts(diary.size(), now);
        if (there.size() < join.parts().size()) {
            long oldest = there.stream().mapToLong(Entry::at).min().orElseThrow();
            return "join until " + (oldest + join.within().toMillis());
        }
        List<UUID> events = new ArrayList<>(
                there.stream().map(entry -> entry.events().getFirst()).toList());
        events.remove(event);
        events.add(event);
        return counted(events, now);
    }

    private String counted(List<UUID> events, long now) {
        diary.add(new Entry(What.COUNTED, now, limiter, events, Optional.empty(), Set.of(), 0));
        List<Entry> counted = counted(diary.size(), now);
        if (counted.size() < limiter.minOccurrences()) {
            return "minOccurrences " + counted.size() + " until "
                    + (counted.getFirst().at() + limiter.within().toMillis());
        }
        try {
            if (!gate.holds(counted.size(), List.of())) {
                return "not matched";
            }
        } catch (EvaluationException e) {
            return "failed";
        }
        if (limiter.waitForMore().isPresent()) {
            note(What.READY, now);
            return "waitForMore until " + deadline().orElseThrow();
        }
        if (runs(now) && limiter.whileRunning() == WhileRunning.COALESCE) {
            note(What.READY, now);
            note(What.RUNNING, now);
            return "running until " + deadline().orElseThrow();
        }
        return runs(now) && limiter.whileRunning() == WhileRunning.SKIP
                ? "running until " + lastStarted().orElseThrow().until() + end(now, "SKIPPED EVENT")
                : "fired" + end(now, "FIRES EVENT");
    }

    /** Takes the news that it is over. */
    public String resolved(long told) {
        List<Entry> before = List.copyOf(diary);
        int size = before.size();
        boolean wasOpen = size > 0
                && !isVoid(Math.max(told, last(size)))
                && by(diary.getLast().limiter(), () -> isOpen(size, last(size)));
        long now = begin(told);
        if (isOpen(diary.size(), now)) {
            return "resolved" + end(now, "RESOLVED EVENT");
        }
        if (!wasOpen) {
            // It leaves no trace.
            diary.clear();
            diary.addAll(before);
        }
        return "";
    }

    /** Returns the event that opened the window that is open. */
    public Optional<UUID> open() {
        return isOpen(diary.size(), last(diary.size())) ? Optional.of(opened()) : Optional.empty();
    }

    /**
     * Returns the line in the decision log for what was said of an event: {@code outcome cause until}, the time in milliseconds since 1970;
     * empty if there is none.
     */
    public static String decision(String said) {
        String[] words = said.split(" ", -1);
        return switch (words[0]) {
            case "reReactDelay" -> "SUPPRESSED reReactDelay " + words[2];
            case "waitForMore", "join" -> "WAITING " + words[0] + " " + words[2];
            case "running" -> (said.contains("SKIPPED") ? "SUPPRESSED" : "WAITING") + " running " + words[2];
            case "minOccurrences" -> "WAITING minOccurrences " + words[3];
            case "not" -> "NOT_MATCHED null null";
            case "failed" -> "ERROR null null";
            case "resolved" -> "RESOLVED null null";
            case "fired" -> "FIRED null null";
            default -> "";
        };
    }

    private <T> T by(Limiter other, Supplier<T> question) {
        Limiter current = limiter;
        limiter = other;
        try {
            return question.get();
        } finally {
            limiter = current;
        }
    }

    /** Takes the end of a job. */
    public String ended(UUID job, long told) {
        if (!running(Math.max(told, last(diary.size()))).contains(job)) {
            return "";
        }
        long now = begin(told);
        diary.add(new Entry(What.JOB_ENDED, now, limiter, List.of(), Optional.empty(), Set.of(job), 0));
        return isReady() && kind() == What.RUNNING && !runs(now) ? end(now, "FIRES JOB_ENDED") : "";
    }

    /** The firing at this time started jobs, which run until then at most. */
    public void started(Set<UUID> jobs, long at, long until) {
        diary.add(new Entry(What.STARTED, at, limiter, List.of(), Optional.empty(), jobs, until));
    }

    /** The time of an input; the diary forgets where everything had run out before it. */
    private long begin(long told) {
        long now = Math.max(told, last(diary.size()));
        if (!diary.isEmpty() && isVoid(now)) {
            diary.clear();
            note(What.FORGOTTEN, now);
        }
        note(What.PASSED, now);
        return now;
    }

    private boolean isVoid(long now) {
        // By the limits that were in force with the last entry.
        Limiter before = diary.getLast().limiter();
        boolean delayed = lastStarted()
                .filter(entry -> entry.at() + before.reReactDelay().toMillis() > now)
                .isPresent();
        return !delayed && !runs(now) && !by(before, () -> isOpen(diary.size(), now));
    }

    private String end(long now, String how) {
        List<UUID> events = new ArrayList<>();
        long count = 0;
        UUID opened = opened();
        if (isReady()) {
            int ready = index(What.READY);
            Entry moment = diary.get(ready);
            for (Entry entry : by(moment.limiter(), () -> counted(ready, moment.at()))) {
                events.addAll(entry.events());
                count++;
            }
            events = newest(events);
            for (Entry entry : diary.subList(ready, diary.size())) {
                if (entry.what() == What.MORE) {
                    events.addAll(entry.events());
                    count++;
                }
            }
        } else {
            for (Entry entry : counted(diary.size(), now)) {
                events.addAll(entry.events());
                count++;
            }
            for (Entry entry : parts(diary.size(), now)) {
                events.addAll(entry.events());
            }
        }
        note(What.END, now);
        return " " + how + " at " + now + " count " + count + " opened by " + opened + " events " + newest(events);
    }

    private static List<UUID> newest(List<UUID> events) {
        return new ArrayList<>(events.subList(Math.max(0, events.size() - 20), events.size()));
    }

    /** Returns when something is due. */
    public Optional<Long> deadline() {
        if (!isReady()) {
            return Optional.empty();
        }
        if (kind() == What.RUNNING) {
            return Optional.of(lastStarted().orElseThrow().until());
        }
        int ready = index(What.READY);
        long opened = diary.get(ready).at();
        long deadline = 0;
        for (Entry entry : diary.subList(ready, diary.size())) {
            Optional<WaitForMore> wait = entry.limiter().waitForMore();
            if (entry.what() == What.READY) {
                deadline = opened + wait.orElseThrow().timeout().toMillis();
            } else if (entry.what() == What.MORE
                    && wait.isPresent()
                    && wait.get().resetTimeoutOnMore()) {
                long longest = opened + wait.get().maxTimeout().toMillis();
                deadline = Math.max(
                        entry.at(),
                        Math.min(longest, entry.at() + wait.get().timeout().toMillis()));
            }
        }
        return Optional.of(deadline);
    }

    /** The window is ready and waits. */
    private boolean isReady() {
        return index(What.READY) > index(What.END) && index(What.READY) > index(What.FORGOTTEN);
    }

    private What kind() {
        return index(What.RUNNING) > index(What.READY) ? What.RUNNING : What.READY;
    }

    /** Whether anything of a window is remembered, by the first entries of the diary. */
    private boolean isOpen(int entries, long now) {
        int ready = index(What.READY, entries);
        boolean waits = ready > index(What.END, entries) && ready > index(What.FORGOTTEN, entries);
        return waits || !counted(entries, now).isEmpty() || !parts(entries, now).isEmpty();
    }

    /** The first event since nothing was open. */
    private UUID opened() {
        @Nullable UUID opened = null;
        for (int i = 0; i < diary.size(); i++) {
            Entry entry = diary.get(i);
            int before = i;
            if (!by(entry.limiter(), () -> isOpen(before, entry.at()))) {
                opened = null;
            }
            boolean remembered = entry.what() == What.PART || entry.what() == What.COUNTED || entry.what() == What.MORE;
            // A complete join counts with its last part, which is in the diary just before.
            boolean complete =
                    entry.what() == What.COUNTED && i > 0 && diary.get(i - 1).what() == What.PART;
            if (remembered && opened == null && !complete) {
                opened = entry.events().getFirst();
            }
        }
        return Objects.requireNonNull(opened);
    }

    /** What counts at this time, by the first entries of the diary. */
    private List<Entry> counted(int entries, long now) {
        List<Entry> counted = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            Entry entry = diary.get(i);
            if (entry.what() == What.COUNTED && remains(i, entries, now, Limiter::within)) {
                counted.add(entry);
            }
        }
        return counted;
    }

    /** The newest entry of each part, oldest first. */
    private List<Entry> parts(int entries, long now) {
        List<Entry> parts = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            Entry entry = diary.get(i);
            boolean consumed = diary.subList(i + 1, entries).stream()
                    .anyMatch(later -> later.what() == What.COUNTED
                            || (later.what() == What.PART && later.part().equals(entry.part())));
            if (entry.what() == What.PART
                    && !consumed
                    && remains(
                            i, entries, now, by -> joinWithin(by, entry.part().orElseThrow()))) {
                parts.add(entry);
            }
        }
        parts.sort(Comparator.comparingLong(Entry::at)
                .thenComparing(entry -> entry.part().orElseThrow()));
        return parts;
    }

    private static Duration joinWithin(Limiter by, String part) {
        return by.join()
                .filter(join -> join.parts().contains(part))
                .map(Join::within)
                .orElse(Duration.ZERO);
    }

    /** Whether an entry was never too old since, nor in a window that ended, nor pushed out by the limit of the count. */
    private boolean remains(int index, int entries, long now, Function<Limiter, Duration> within) {
        Entry entry = diary.get(index);
        int behind = 1;
        for (int i = index + 1; i < entries; i++) {
            Entry later = diary.get(i);
            boolean over = later.what() == What.END || later.what() == What.FORGOTTEN;
            if (over || later.at() - entry.at() >= within.apply(later.limiter()).toMillis()) {
                return false;
            }
            if (later.what() == What.COUNTED) {
                behind++;
            }
            if (entry.what() == What.COUNTED && behind > later.limiter().countLimit() && later.what() == What.COUNTED) {
                return false;
            }
        }
        return now - entry.at() < within.apply(limiter).toMillis();
    }

    private boolean runs(long now) {
        return !running(now).isEmpty();
    }

    private Set<UUID> running(long now) {
        Optional<Entry> last = lastStarted();
        boolean over = last.isEmpty()
                || last.get().limiter().whileRunning() == WhileRunning.PARALLEL
                || last.get().until() <= now;
        if (over) {
            return Set.of();
        }
        Set<UUID> running = new HashSet<>(last.get().jobs());
        diary.stream()
                .filter(entry -> entry.what() == What.JOB_ENDED)
                .forEach(entry -> running.removeAll(entry.jobs()));
        return running;
    }

    private Optional<Entry> lastStarted() {
        int started = index(What.STARTED);
        return started > index(What.FORGOTTEN) ? Optional.of(diary.get(started)) : Optional.empty();
    }

    private int index(What what) {
        return index(what, diary.size());
    }

    private int index(What what, int entries) {
        for (int i = entries - 1; i >= 0; i--) {
            if (diary.get(i).what() == what) {
                return i;
            }
        }
        return -1;
    }

    private long last(int entries) {
        return diary.subList(0, entries).stream().mapToLong(Entry::at).max().orElse(0);
    }

    private void note(What what, long at) {
        diary.add(new Entry(what, at, limiter, List.of(), Optional.empty(), Set.of(), 0));
    }
}
