package io.outrider.labels;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class GlobPropertyTest {

    @Property
    void shouldAgreeWithRegularExpression(
            @ForAll @Chars({'a', 'b', '/', '*', '?'}) @StringLength(min = 1, max = 12) String pattern,
            @ForAll @Chars({'a', 'b', '/'}) @StringLength(max = 12) String name) {
        String regex = pattern.replace("**", "\0")
                .replace("*", "[^/]*")
                .replace("?", "[^/]")
                .replace("\0", ".*");
        assertThat(Glob.of(pattern).matches(name)).isEqualTo(name.matches(regex));
    }

    @Property
    void shouldMatchItsOwnTextWhenThereIsNoWildcard(
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 40) String name) {
        assertThat(Glob.of(name).matches(name)).isTrue();
        assertThat(Glob.of(name).matches(name + "x")).isFalse();
    }
}
