package io.boardsift.sift.rules;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads rule files. Anything that is not plainly right is refused with its place and the fix. */
public final class RuleFile {
  /** The largest rule file, in bytes. */
  public static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_RULES = 500;
  private static final Set<String> KEYS = Set.of("name", "when", "unless", "then", "because");

  private final String file;

  private RuleFile(String file) {
    this.file = file;
  }

  /** The rules that come with Boardsift. */
  public static RuleSet shipped() {
    try {
      return parse("rules.yaml", shippedContent());
    } catch (RuleFileException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file that comes with Boardsift. */
  public static byte[] shippedContent() {
    try (InputStream in = RuleFile.class.getResourceAsStream("/rules.yaml")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file's content.
   *
   * @param file how errors name it
   * @throws RuleFileException if anything in it is wrong
   */
  public static RuleSet parse(String file, byte[] content) throws RuleFileException {
    SourcePosition whole = new SourcePosition(file, 0, 0);
    if (content.length > MAX_BYTES) {
      throw whole.refuse(
          "%,d bytes are more than a rule file's limit of %,d"
              .formatted(content.length, MAX_BYTES));
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw whole.refuse("it is not UTF-8 text: save it as UTF-8");
    }
    Node root = YamlTree.read(file, text);
    return new RuleSet(new RuleFile(file).rules(root), version(content));
  }

  private static String version(byte[] content) {
    return "sha256:" + Sha256.hex(content, 8);
  }

  private List<Rule> rules(Node root) throws RuleFileException {
    Map<String, Node> top = mapping(root, "the file", Set.of("rules"));
    SequenceNode list = list(need(top, "rules", root), "\"rules\"");
    if (list.getValue().size() > MAX_RULES) {
      throw at(list).refuse("more than " + MAX_RULES + " rules");
    }
    List<Rule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node node : list.getValue()) {
      Rule rule = rule(node);
      if (!names.add(rule.name())) {
        throw at(node).refuse("a second rule named \"" + rule.name() + "\": give it another name");
      }
      var obstacle = UnreachableRules.obstacle(rule, rules);
      if (obstacle.isPresent()) {
        throw at(node)
            .refuse(
                "rule \""
                    + rule.name()
                    + "\" can never fire, because "
                    + obstacle.get()
                    + ": change or remove it");
      }
      rules.add(rule);
    }
    refuseIfNothingIsLeft(rules, list.getValue());
    return rules;
  }

  private void refuseIfNothingIsLeft(List<Rule> rules, List<Node> nodes) throws RuleFileException {
    OptionalInt last = Coverage.lastNeeded(rules);
    if (last.isPresent()) {
      Rule rule = rules.get(last.getAsInt());
      throw at(nodes.get(last.getAsInt()))
          .refuse(
              "rule \""
                  + rule.name()
                  + "\" deletes every photo"
                  + (Coverage.isTotal(List.of(rule)) ? "" : " that the rules before it leave")
                  + (Coverage.isTotalWithModel(rules.subList(0, last.getAsInt() + 1))
                      ? ""
                      : " where no model is obeyed")
                  + ": add a condition that boards do not meet");
    }
  }

  private Rule rule(Node node) throws RuleFileException {
    Map<String, Node> parts = mapping(node, "a rule", KEYS);
    Node nameNode = need(parts, "name", node);
    String name = scalar(nameNode, "\"name\"");
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || name.length() > 64) {
      throw at(nameNode)
          .refuse(
              "\""
                  + Spelling.shorten(name)
                  + "\" is not a rule name: use lower-case words joined by hyphens, such as empty-bench");
    }
    Node when = need(parts, "when", node);
    List<Condition> conditions = conditions(when, "\"when\"");
    if (conditions.isEmpty()) {
      throw at(when).refuse("rule \"" + name + "\" has no condition and would fit every photo");
    }
    Node unless = parts.get("unless");
    List<Condition> protecting = unless == null ? List.of() : conditions(unless, "\"unless\"");
    if (unless != null && protecting.isEmpty()) {
      throw at(unless)
          .refuse("\"unless\" of rule \"" + name + "\" has no condition: add one or leave it out");
    }
    Node because = parts.get("because");
    return new Rule(
        name,
        conditions,
        protecting,
        then(need(parts, "then", node)),
        because == null ? "" : scalar(because, "\"because\"").strip().replaceAll("\\s+", " "));
  }

  private List<Condition> conditions(Node node, String what) throws RuleFileException {
    List<Node> sentences = node instanceof ScalarNode ? List.of(node) : list(node, what).getValue();
    List<Condition> conditions = new ArrayList<>();
    for (Node sentence : sentences) {
      conditions.add(ConditionParser.parse(scalar(sentence, "a condition"), at(sentence)));
    }
    return conditions;
  }

  private Outcome then(Node node) throws RuleFileException {
    String word = scalar(node, "\"then\"");
    return switch (word) {
      case "delete" -> Outcome.DELETE;
      case "review" -> Outcome.REVIEW;
      default ->
          throw at(node)
              .refuse("\"then\" is delete or review, not \"" + Spelling.shorten(word) + "\"");
    };
  }

  private Map<String, Node> mapping(Node node, String what, Set<String> known)
      throws RuleFileException {
    if (!(node instanceof MappingNode mapping)) {
      throw at(node).refuse(what + " has to be a mapping with " + String.join(", ", sorted(known)));
    }
    Map<String, Node> parts = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = scalar(tuple.getKeyNode(), "a key");
      if (!known.contains(key)) {
        throw at(tuple.getKeyNode())
            .refuse(
                "unknown key \""
                    + Spelling.shorten(key)
                    + "\""
                    + Spelling.suggestion(key, sorted(known))
                    + "; "
                    + what
                    + " has "
                    + String.join(", ", sorted(known)));
      }
      if (parts.put(key, tuple.getValueNode()) != null) {
        throw at(tuple.getKeyNode()).refuse("\"" + key + "\" stands here twice");
      }
    }
    return parts;
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }

  private Node need(Map<String, Node> parts, String key, Node within) throws RuleFileException {
    Node node = parts.get(key);
    if (node == null) {
      throw at(within).refuse("\"" + key + "\" is missing here");
    }
    return node;
  }

  private SequenceNode list(Node node, String what) throws RuleFileException {
    if (node instanceof SequenceNode sequence) {
      return sequence;
    }
    throw at(node).refuse(what + " has to be a list (lines that start with \"- \")");
  }

  private String scalar(Node node, String what) throws RuleFileException {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    throw at(node).refuse(what + " has to be a text");
  }

  private SourcePosition at(Node node) {
    return SourcePosition.of(file, node.getStartMark());
  }
}
