package io.outrider.reactor.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GroupKeysPropertyTest {

    private static final Event EVENT = Events.occurrence("t", "null").event();

    @Property
    void shouldMakeKeysThatTheDatabaseStoresAsTheyAre(@ForAll("values") String value) {
        Occurrence occurrence = new Occurrence(EVENT, Map.of("a", value));

        String key = GroupKeys.compile(new Expressions(), List.of("data.a")).group(occurrence);

        assertThat(new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(key);
        assertThat(key).doesNotContain("\0");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withChars('a', ',', '\\', '\0', '\ud83d', '\ude00', '\uffff')
                .ofMaxLength(6);
    }
}
