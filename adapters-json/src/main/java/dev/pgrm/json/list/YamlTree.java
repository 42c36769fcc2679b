package dev.pgrm.json.list;

import java.io.StringReader;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML as maps, lists and texts. */
final class YamlTree {
    private static final int LONGEST = 8 << 20;

    /** Every database may share its tags with another. */
    private static final int MOST_ALIASES = 10_000;

    private static final int DEEPEST = 20;

    private YamlTree() {}

    static @Nullable Object read(String text) throws UnreadableList {
        var limits = new LoaderOptions();
        limits.setAllowDuplicateKeys(false);
        limits.setCodePointLimit(LONGEST);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        limits.setNestingDepthLimit(DEEPEST);
        var values = new Values(limits);
        var dump = new DumperOptions();
        try {
            Node root = new Yaml(values, new Representer(dump), dump, limits, new TextsOnly())
                    .compose(new StringReader(text));
            if (root == null) {
                return null;
            }
            requirePlain(root, Collections.newSetFromMap(new IdentityHashMap<>()));
            return values.of(root);
        } catch (MarkedYAMLException e) {
            Mark at = e.getProblemMark();
            throw new UnreadableList("it is not YAML"
                    + (at == null ? "" : " (line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ")"));
        } catch (YAMLException e) {
            throw new UnreadableList("it is not YAML as it is read here: it has too many aliases, is too long, or holds"
                    + " characters that cannot be printed");
        }
    }

    /**
     * What is told to be a number, a date or an object of somebody's own is neither needed nor trusted to be one. And the hash of a
     * key that is a nest of aliases would take forever.
     */
    private static void requirePlain(Node node, Set<Node> seen) throws UnreadableList {
        if (!seen.add(node)) {
            return;
        }
        switch (node) {
            case ScalarNode text -> requireTag(text, Tag.STR, Tag.NULL, Tag.MERGE);
            case SequenceNode list -> {
                requireTag(list, Tag.SEQ);
                for (Node item : list.getValue()) {
                    requirePlain(item, seen);
                }
            }
            case MappingNode map -> {
                requireTag(map, Tag.MAP);
                for (NodeTuple entry : map.getValue()) {
                    requirePlainKey(entry.getKeyNode());
                    requirePlain(entry.getValueNode(), seen);
                }
            }
            default -> throw new UnreadableList("it has something that is no text, list or map" + at(node));
        }
    }

    private static void requirePlainKey(Node key) throws UnreadableList {
        if (!(key instanceof ScalarNode)) {
            throw new UnreadableList("it has a key that is no text" + at(key));
        }
        requireTag(key, Tag.STR, Tag.NULL, Tag.MERGE);
    }

    private static void requireTag(Node node, Tag... plain) throws UnreadableList {
        if (!List.of(plain).contains(node.getTag())) {
            throw new UnreadableList("it has a value with a tag of its own, such as !!int" + at(node));
        }
    }

    private static String at(Node node) {
        return " (line " + (node.getStartMark().getLine() + 1) + ")";
    }

    static String write(Object tree) {
        var dump = new DumperOptions();
        dump.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        dump.setSplitLines(false);
        dump.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
        return new Yaml(new Lines(dump), dump).dump(tree);
    }

    private static final class Values extends SafeConstructor {
        Values(LoaderOptions limits) {
            super(limits);
        }

        Object of(Node node) {
            return constructDocument(node);
        }
    }

    /** A database may be called 'on', and an environment 'no'. */
    private static final class TextsOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<", 10);
            addImplicitResolver(Tag.NULL, NULL, "~nN\0", 10);
            addImplicitResolver(Tag.NULL, EMPTY, null, 10);
        }
    }

    /** Certificates and notes stay legible. */
    private static final class Lines extends Representer {
        Lines(DumperOptions dump) {
            super(dump);
        }

        @Override
        protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
            return super.representScalar(tag, value, style(value, style));
        }

        /** The usual style takes some of what ends a line elsewhere for plain text, and loses it. */
        private static DumperOptions.ScalarStyle style(String value, DumperOptions.ScalarStyle usual) {
            if (value.chars().allMatch(Lines::plain)) {
                return usual;
            }
            return value.indexOf('\n') > 0
                            && value.chars().allMatch(each -> each == '\n' || (each >= ' ' && each <= '~'))
                    ? DumperOptions.ScalarStyle.LITERAL
                    : DumperOptions.ScalarStyle.DOUBLE_QUOTED;
        }

        private static boolean plain(int each) {
            return (each >= ' ' && each <= '~') || Character.isLetterOrDigit(each);
        }
    }
}
