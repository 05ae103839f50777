package io.outrider.reactor.notation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads a file that a user applies: one document of JSON or YAML. YAML is bounded in size and depth, has no duplicate keys and
 * no object tags; aliases are not expanded.
 */
public final class Documents {

    /** Characters of a document. */
    public static final int MAX_LENGTH = 256 * 1024;

    private static final int MAX_DEPTH = 32;
    private static final ObjectReader YAML = new ObjectMapper(YAMLFactory.builder()
                    .loaderOptions(options())
                    // As in YAML 1.2: no, yes, on and off are words.
                    .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                    .build())
            .reader()
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Documents() {}

    /** Reads JSON or YAML. */
    public static JsonNode read(String text, boolean json) throws JsonProcessingException {
        return json ? PlainJson.tree(text) : YAML.readTree(text);
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_LENGTH);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        return options;
    }
}
