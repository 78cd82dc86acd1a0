package org.passerelle.core.names;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a name apart: words, then parts with their particles. */
final class NameReading {
    private static final Pattern SERVANT =
            Pattern.compile("abd(?:[aeiou]+l|[aeiou]+(?=([bcdfghjklmnpqrstvwxz])\\1)|[aeiou]+)?-?(.{3,})");
    private static final Pattern FAITH = Pattern.compile("(.{2,}?)[aiu]+din");
    private static final Pattern GOD = Pattern.compile("(.{3,}?)[aiu]?la");

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final List<Word> words;
    private int at;
    private boolean descent;
    private String before = "";

    NameReading(String text) {
        this.text = text;
        this.words = Word.in(text);
    }

    Name name() {
        while (at < words.size()) {
            next();
        }
        return new Name(text, parts);
    }

    private void next() {
        Word word = words.get(at++);
        String latin = word.latin();
        boolean last = at >= words.size();
        if (last && !parts.isEmpty() && Vocabulary.DESCENT.contains(latin)) {
            // "Tamakast, Akli ag": read with what stood before the comma already.
            return;
        }
        if (Vocabulary.FAITH.contains(latin) && joinToLast("din")) {
            return;
        }
        if (Vocabulary.GOD.contains(latin) && joinToLast("la")) {
            return;
        }
        if (last) {
            plain(word);
        } else if (Vocabulary.DESCENT.contains(latin)) {
            descent = true;
            before = latin;
        } else if (Vocabulary.FATHER.contains(latin)) {
            joined(word, "abu");
        } else if (Vocabulary.SERVANT.contains(latin) && servant(word)) {
            return;
        } else if (article(word)) {
            return;
        } else if (Vocabulary.JOINED.contains(latin)) {
            before = latin;
        } else if (Vocabulary.LINK.contains(latin)) {
            before = latin;
        } else {
            plain(word);
        }
    }

    private boolean article(Word word) {
        if (!Vocabulary.ARTICLE.contains(word.latin())) {
            return false;
        }
        String next = words.get(at).latin();
        boolean assimilated = !word.latin().endsWith("l");
        if (assimilated && next.charAt(0) != word.latin().charAt(word.latin().length() - 1)) {
            return false;
        }
        if (Vocabulary.FAITH.contains(next)) {
            return true;
        }
        before = before + "al";
        return true;
    }

    private void joined(Word word, String with) {
        skipArticle();
        if (at < words.size()) {
            Word next = words.get(at++);
            add(with + next.latin(), with, bare(next), List.of(), word.consonantal() || next.consonantal());
        }
    }

    private boolean servant(Word word) {
        int back = at;
        skipArticle();
        if (at < words.size()) {
            Word next = words.get(at);
            boolean certain = word.latin().length() > 4
                    ? word.latin().matches("abd.[lr]|abd..[lr]")
                    : back < at || word.latin().equals("abd");
            if (certain || next.consonantal() || Vocabulary.attribute(Spelling.fold(next.latin()))) {
                at++;
                add("abd" + next.latin(), "abd", bare(next), List.of(), word.consonantal() || next.consonantal());
                return true;
            }
        }
        at = back;
        return false;
    }

    private void skipArticle() {
        if (at + 1 < words.size() && Vocabulary.ARTICLE.contains(words.get(at).latin())) {
            at++;
        }
    }

    private boolean joinToLast(String ending) {
        if (parts.isEmpty() || parts.getLast().kind() != Part.Kind.NAME) {
            return false;
        }
        Part last = parts.removeLast();
        parts.add(Part.of(
                last.text() + ending,
                last.prefix(),
                last.sounds() + ending,
                List.of(),
                last.descent(),
                last.consonantal()));
        return true;
    }

    private void plain(Word word) {
        String latin = word.latin();
        if (latin.length() == 1 && latin.charAt(0) < 128) {
            parts.add(Part.initial(latin, descent));
            clear();
            return;
        }
        Matcher servant = SERVANT.matcher(latin);
        if (latin.length() > 6 && servant.matches()) {
            add(latin, "abd", servant.group(2), List.of(), word.consonantal());
            return;
        }
        List<String> joined = new ArrayList<>();
        String bare = bare(word);
        if (!bare.equals(latin)) {
            joined.add(latin);
        }
        if (!before.isEmpty()) {
            joined.add(before + latin);
        }
        add(latin, "", bare, joined, word.consonantal());
    }

    private static String bare(Word word) {
        String latin = word.latin();
        boolean article = latin.length() >= (word.consonantal() ? 4 : 6)
                && (latin.startsWith("al") || (!word.consonantal() && latin.startsWith("el")));
        return article ? latin.substring(2) : latin;
    }

    private void add(String latin, String prefix, String bare, List<String> joined, boolean consonantal) {
        List<String> folded = joined.stream().map(Spelling::fold).distinct().toList();
        parts.add(Part.of(latin, prefix, endings(Spelling.fold(bare)), folded, descent, consonantal));
        clear();
    }

    private void clear() {
        descent = false;
        before = "";
    }

    private static String endings(String sounds) {
        Matcher faith = FAITH.matcher(sounds);
        if (faith.matches()) {
            return faith.group(1) + "din";
        }
        Matcher god = GOD.matcher(sounds);
        return sounds.length() > 6 && god.matches() ? god.group(1) + "la" : sounds;
    }
}
