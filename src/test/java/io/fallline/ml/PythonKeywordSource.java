package io.fallline.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The Python module of an estimator's keywords: the signatures of the constructor and of {@code
 * setParams}. A keyword is a Param of the Java estimator, or is asked of a fit.
 */
final class PythonKeywordSource {
  private static final String MODULE =
      """
      # Generated from the Params of %1$s: %5$s
      \"""What :class:`%1$s` takes by keyword, where Python, editors and mypy look for it.\"""

      from typing import Literal, Optional, Sequence, TypeVar, Union

      from fallline._estimator import _TrainingParams
      from fallline._names import known_keywords
      from fallline._watch import Callback

      E = TypeVar("E", bound="_%1$sKeywords")


      class _%1$sKeywords(_TrainingParams):
          \"""The constructor and ``setParams``.\"""

          @known_keywords
          def __init__(
              self,
              *,
      %2$s    ) -> None:
              \"""None is as not given. Defaults are those of the Java estimator: ``explainParams()``.

              Args:
      %3$s        \"""
              super().__init__()
              self._begin("%4$s", self._input_kwargs)

          @known_keywords
          def setParams(
              self: E,
              *,
      %2$s    ) -> E:
              \"""Sets what is given, by the constructor's keywords. None clears a Param.\"""
              return self._take(self._input_kwargs)
      """;

  /** The keywords that are no Params: an estimator is not saved with them. */
  private static final Group OF_A_FIT =
      new Group(
          "What is asked of a fit, and not saved",
          List.of(
              new Keyword(
                  "onStep",
                  "Optional[Callback]",
                  "a function that is called after every step, on the driver, with a dict"),
              new Keyword(
                  "onEpoch", "Optional[Callback]", "the same after every epoch, with validation"),
              new Keyword(
                  "progress",
                  "Optional[bool]",
                  "whether fit shows how far it is; None: in terminals and notebooks")));

  /**
   * @param type that of Python
   * @param meaning a line without its end
   */
  private record Keyword(String name, String type, String meaning) {}

  private record Group(String what, List<Keyword> keywords) {}

  private PythonKeywordSource() {}

  static String module(Params estimator) {
    List<Group> groups = groups(estimator);
    return MODULE.formatted(
        estimator.getClass().getSimpleName(),
        signature(groups),
        meanings(groups),
        estimator.getClass().getName(),
        ParamSources.COMMAND);
  }

  private static String signature(List<Group> groups) {
    StringBuilder text = new StringBuilder();
    for (Group group : groups) {
      text.append("        # ").append(group.what()).append('\n');
      for (Keyword keyword : group.keywords()) {
        text.append("        %s: %s = None,\n".formatted(keyword.name(), keyword.type()));
      }
    }
    return text.toString();
  }

  private static String meanings(List<Group> groups) {
    return groups.stream()
        .flatMap(group -> group.keywords().stream())
        .map(
            keyword ->
                "            %s: %s.\n".formatted(keyword.name(), inPython(keyword.meaning())))
        .collect(Collectors.joining());
  }

  /** Meanings are those of a configuration, whose values have other words, and paths to rows. */
  private static String inPython(String meaning) {
    return meaning
        .replace('"', '\'')
        .replace("; or a path or a list of paths", "")
        .replaceAll("\\bnull\\b", "None")
        .replaceAll("\\btrue:", "True:")
        .replaceAll("\\bfalse:", "False:");
  }

  private static List<Group> groups(Params estimator) {
    List<Group> settings = ParamGroup.ALL.stream().map(PythonKeywordSource::group).toList();
    Set<String> named =
        settings.stream()
            .flatMap(group -> group.keywords().stream())
            .map(Keyword::name)
            .collect(Collectors.toSet());
    Map<Boolean, List<Keyword>> others =
        Stream.of(estimator.params())
            .filter(param -> !named.contains(param.name()))
            .map(PythonKeywordSource::keyword)
            .collect(Collectors.partitioningBy(keyword -> keyword.name().endsWith("Col")));
    List<Group> groups = new ArrayList<>();
    groups.add(new Group("Columns", others.get(true)));
    groups.add(new Group("The loss and the labels", others.get(false)));
    groups.addAll(settings);
    groups.add(OF_A_FIT);
    return groups;
  }

  private static Group group(ParamGroup group) {
    return new Group(
        group.what(),
        group.params().stream()
            .map(
                param ->
                    new Keyword(
                        param.name(), PythonParamSource.argument(param), ParamGroup.meaning(param)))
            .toList());
  }

  /** Of a Param that is no setting; the doc of a loss begins with the configuration's key. */
  private static Keyword keyword(Param<?> param) {
    return new Keyword(
        param.name(),
        "Optional[" + type(param) + "]",
        param.doc().replaceFirst("^model\\.loss: ", ""));
  }

  private static String type(Param<?> param) {
    if (param instanceof DoubleArrayParam) {
      return "Sequence[float]";
    }
    return param instanceof BooleanParam ? "bool" : "str";
  }
}
