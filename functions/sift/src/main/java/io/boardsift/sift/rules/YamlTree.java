package io.boardsift.sift.rules;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads YAML as a tree with places, refusing what a rule file has no use for: anchors and aliases
 * (which can blow up), several documents, deep nesting.
 */
final class YamlTree {
  private static final int MAX_DEPTH = 10;

  private YamlTree() {}

  static Node read(String file, String text) throws RuleFileException {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(RuleFile.MAX_BYTES)
            .setUseMarks(true)
            .build();
    try {
      refuseTricks(file, new Parse(settings).parseString(text));
      return new Compose(settings)
          .composeString(text)
          .orElseThrow(
              () ->
                  new SourcePosition(file, 1, 1)
                      .refuse("it is empty: it needs at least \"rules: []\""));
    } catch (MarkedYamlEngineException e) {
      throw SourcePosition.of(file, e.getProblemMark())
          .refuse("no YAML here: " + Spelling.shorten(e.getProblem()));
    } catch (YamlEngineException e) {
      throw new SourcePosition(file, 0, 0).refuse("no YAML: " + Spelling.shorten(e.getMessage()));
    }
  }

  private static void refuseTricks(String file, Iterable<Event> events) throws RuleFileException {
    int depth = 0;
    int documents = 0;
    for (Event event : events) {
      SourcePosition place = SourcePosition.of(file, event.getStartMark());
      boolean anchored =
          event instanceof AliasEvent
              || (event instanceof NodeEvent node && !node.getAnchor().equals(Optional.empty()));
      if (anchored) {
        throw place.refuse(
            "anchors and aliases (& and *) are not used in rule files: write it out");
      }
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        throw place.refuse("a second document: keep all rules in one");
      }
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        throw place.refuse("nested too deeply");
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }
}
