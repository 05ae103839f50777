package io.outrider.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.WithNull;

class HeadersPropertyTest {

    @Property
    void shouldReadEveryContentRangeThatItWrites(
            @ForAll @LongRange(min = 0, max = 1L << 50) long offset,
            @ForAll @LongRange(min = 0, max = 1L << 40) long length,
            @ForAll boolean last) {
        ContentRange range =
                last || length == 0 ? ContentRange.last(offset, length) : ContentRange.chunk(offset, length);

        assertThat(ContentRange.parse(range.text())).isEqualTo(range);
        assertThat(range.isLast()).isEqualTo(last || length == 0);
        assertThat(range.end()).isEqualTo(offset + length);
    }

    @Property
    void shouldReadEveryByteRangeThatItWrites(
            @ForAll @LongRange(min = 0, max = 1L << 50) long first,
            @ForAll @WithNull(0.2) @LongRange(min = 0, max = 1L << 40) Long length) {
        ByteRange range = new ByteRange(first, length == null ? OptionalLong.empty() : OptionalLong.of(first + length));

        assertThat(ByteRange.parse(range.text())).isEqualTo(range);
    }

    @Property
    void shouldReadEveryDigestThatItWrites(@ForAll byte[] seed) {
        ReprDigest digest = new ReprDigest(Hashes.sha256(seed));

        assertThat(ReprDigest.parse(digest.text())).isEqualTo(digest);
        assertThat(ReprDigest.parse("md5=:AAAA:, " + digest.text())).isEqualTo(digest);
    }

    @Property
    void shouldRefuseOtherTextsWithAReasonAndNothingElse(@ForAll @StringLength(max = 60) String text) {
        assertThatThrownBy(() -> ContentRange.parse("bytes x" + text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ByteRange.parse("bites=" + text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReprDigest.parse("sha-512=:" + text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void shouldReadEveryTokenThatItWritesAndKeepTheSecretOutOfItsName(@ForAll byte[] seed) {
        EnrolmentToken token = new EnrolmentToken("s3cret." + seed.length, Hashes.sha256(seed));

        assertThat(EnrolmentToken.parse(" " + token.text() + "\n")).isEqualTo(token);
        assertThat(token.toString()).doesNotContain("s3cret");
    }

    @Example
    void shouldRefuseRangesThatCannotBe() {
        assertThatThrownBy(() -> ContentRange.parse("bytes 9-3/*")).hasMessageContaining("9-3");
        assertThatThrownBy(() -> ContentRange.parse("bytes 0-9/5")).hasMessageContaining("size");
        assertThatThrownBy(() -> ContentRange.parse("bytes 0-99999999999999999999/*"))
                .hasMessageContaining("Expected");
        assertThatThrownBy(() -> ByteRange.parse("bytes=5-3")).hasMessageContaining("last");
        assertThatThrownBy(() -> ByteRange.parse("bytes=-3")).hasMessageContaining("Expected");
    }
}
