package org.passerelle.gateway.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.passerelle.core.explanation.CodeWords;
import org.passerelle.core.explanation.Language;
import org.passerelle.platform.json.Json;

/**
 * The portal's files, held in memory, and what codes in records are called: what is not among them does not exist, whatever the path says.
 * All but the index live under a version that changes with their content, so that a thin link fetches each of them once.
 */
final class PortalFiles {
    private static final String INDEX = "index.html";
    /** Of whole lines, so that nothing else can be taken for one. */
    private static final Pattern COMMENT =
            Pattern.compile("(?m)^[ \\t]*+(?:/\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/[ \\t]*+|//[^\\n]*+)\\n");
    /** No text of a script goes over the end of a line, so that none begins with it. */
    private static final Pattern INDENTATION = Pattern.compile("(?m)^[ \\t]++");

    private final String version;
    private final Map<String, PortalFile> files;

    private PortalFiles(String version, Map<String, PortalFile> files) {
        this.version = version;
        this.files = Map.copyOf(files);
    }

    /** Reads the files that are packed with this program. */
    static PortalFiles packed() {
        try {
            URI index = Objects.requireNonNull(PortalFiles.class.getResource("/portal/" + INDEX))
                    .toURI();
            if (!"jar".equals(index.getScheme())) {
                return read(Objects.requireNonNull(Path.of(index).getParent()));
            }
            try (FileSystem jar = FileSystems.newFileSystem(index, Map.of())) {
                return read(jar.getPath("/portal"));
            }
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException("the portal's files cannot be read", unreadable);
        }
    }

    private static PortalFiles read(Path root) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString().replace('\\', '/');
                contents.put(name, lean(name, Files.readAllBytes(path)));
            }
        }
        for (Language language : Language.values()) {
            byte[] words = Json.write(CodeWords.in(language).all()).getBytes(StandardCharsets.UTF_8);
            contents.put("i18n/codes-" + language.tag() + ".json", words);
        }
        String version = digest(contents);
        Map<String, PortalFile> files = new TreeMap<>();
        contents.forEach((name, content) -> {
            if (name.equals(INDEX)) {
                files.put("", file(name, versioned(content, version)));
            } else {
                files.put(version + "/" + name, file(name, content));
            }
        });
        return new PortalFiles(version, files);
    }

    /** The file at a path below {@code /portal/}; the empty path is the index. */
    Optional<PortalFile> at(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** Part of every path but the index's; changes whenever a file does. */
    String version() {
        return version;
    }

    // Comments and white space are for whoever reads the source: over a thin link they would take a second.
    private static byte[] lean(String name, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (name.endsWith(".json")) {
            return Json.write(Json.tree(text)).getBytes(StandardCharsets.UTF_8);
        }
        if (!name.endsWith(".js") && !name.endsWith(".css")) {
            return content;
        }
        String code = COMMENT.matcher(text).replaceAll("");
        return INDENTATION.matcher(code).replaceAll("").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] versioned(byte[] index, String version) {
        String text = new String(index, StandardCharsets.UTF_8);
        return text.replaceAll("(href|src)=\"(?=[a-z])", "$1=\"" + version + "/")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static PortalFile file(String name, byte[] content) {
        return new PortalFile(PortalFile.mediaType(name), content, zipped(content), !name.equals(INDEX));
    }

    private static String digest(Map<String, byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, content) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    // Only these files are compressed, never an answer: what a compressed answer holds can be guessed from its length.
    private static byte[] zipped(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new Smallest(bytes)) {
            zip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** As small as can be: it is made once, at the start. */
    private static final class Smallest extends GZIPOutputStream {
        Smallest(OutputStream bytes) throws IOException {
            super(bytes);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
