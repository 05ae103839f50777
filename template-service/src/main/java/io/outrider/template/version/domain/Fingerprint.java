package io.outrider.template.version.domain;

import io.outrider.template.manifest.domain.CanonicalJson;
import io.outrider.template.source.domain.Sha256;
import io.outrider.template.source.domain.SourceListing;
import io.outrider.template.type.domain.TemplateType;
import java.util.Map;
import java.util.TreeMap;

/** What makes two versions, or two images, the same: sha256 (hex) over canonical JSON. */
public final class Fingerprint {
    private Fingerprint() {}

    /** Of a version: what its author wrote except the number, the type that it was resolved to, and the content. */
    public static String ofVersion(TemplateManifest manifest, TemplateType type, SourceListing content) {
        Map<String, Object> metadata = new TreeMap<>(manifest.document());
        metadata.remove("version");
        Map<String, Object> all = new TreeMap<>();
        all.put("metadata", metadata);
        all.put("type", type.reference());
        all.put("content", content.fingerprint());
        return new Sha256().add(CanonicalJson.write(all)).hex();
    }

    /** Of an image: only what is in it, so that a new default or label of the template builds nothing. */
    public static String ofImage(TemplateType type, SourceListing content, Map<String, String> imageLabels) {
        Map<String, Object> all = new TreeMap<>();
        all.put("base", type.image());
        all.put("contentPath", type.contentPath());
        all.put("command", type.command());
        all.put("user", type.user());
        all.put("labels", imageLabels);
        all.put("content", content.fingerprint());
        return new Sha256().add(CanonicalJson.write(all)).hex();
    }
}
