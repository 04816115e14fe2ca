package io.fallline.ml;

import java.util.List;

/** The Python classes of all groups of Params, in one module. */
final class PythonParamSource {
  private static final String MODULE =
      """
      # Generated from the settings of a configuration: %s
      \"""Params that are settings of a training; defaults come from the Java estimators.\"""

      from typing import List, Literal, Optional, Sequence, TypeVar, Union

      from pyspark.ml.param import Param, Params, TypeConverters
      from pyspark.ml.param.shared import %s

      from fallline._converters import _Converters

      P = TypeVar("P", bound=Params)
      """;

  private PythonParamSource() {}

  static String module() {
    List<String> traits =
        ParamGroup.ALL.stream().flatMap(group -> group.traits().stream()).sorted().toList();
    StringBuilder text =
        new StringBuilder(MODULE.formatted(ParamSources.COMMAND, String.join(", ", traits)));
    ParamGroup.ALL.forEach(group -> text.append("\n\n").append(of(group)));
    return text.toString();
  }

  private static String of(ParamGroup group) {
    String bases = group.traits().isEmpty() ? "Params" : String.join(", ", group.traits());
    StringBuilder text =
        new StringBuilder(
            "class _%s(%s):\n    \"\"\"%s.\"\"\"\n\n".formatted(group.name(), bases, group.what()));
    for (SettingParam param : group.params()) {
      if (!ParamGroup.isSparks(param)) {
        text.append(declaration(param));
      }
    }
    for (SettingParam param : group.params()) {
      text.append('\n').append(setter(param));
      if (!ParamGroup.isSparks(param)) {
        text.append('\n').append(getter(param));
      }
    }
    return text.toString();
  }

  private static String declaration(SettingParam param) {
    return """
            %s: "Param[%s]" = Param(
                Params._dummy(), "%s", %s,
                typeConverter=%s,
            )
        """
        .formatted(
            param.name(),
            type(param),
            param.name(),
            quoted(ParamGroup.meaning(param)),
            converter(param));
  }

  private static String setter(SettingParam param) {
    return """
            def set%s(self: P, value: %s) -> P:
                \"""%s\"""
                return self._set(%s=value)  # type: ignore[return-value]
        """
        .formatted(ParamGroup.title(param), argument(param), sentence(param), param.name());
  }

  private static String getter(SettingParam param) {
    String value = "self.getOrDefault(self." + param.name() + ")";
    return """
            def get%s(self) -> %s:
                \"""%s\"""
                return %s
        """
        .formatted(
            ParamGroup.title(param),
            ParamGroup.isAuto(param)
                ? "Union[" + type(param) + ", Literal[\"auto\"]]"
                : type(param),
            sentence(param),
            ParamGroup.isAuto(param)
                ? value + " if self.isDefined(self." + param.name() + ") else \"auto\""
                : value);
  }

  private static String sentence(SettingParam param) {
    return JavaParamSource.sentence(param).replace('"', '\'');
  }

  private static String quoted(String text) {
    return text.contains("\"") ? "'" + text + "'" : "\"" + text + "\"";
  }

  /** What setters and keywords take. None clears a Param, and one value may stand for a list. */
  static String argument(SettingParam param) {
    String element = type(param).replaceFirst("List\\[(.*)]", "$1");
    if (!element.equals(type(param))) {
      return "Union[" + element + ", Sequence[" + element + "], None]";
    }
    return ParamGroup.word(param)
        .map(word -> "Union[" + element + ", Literal[\"" + word + "\"], None]")
        .orElse("Optional[" + element + "]");
  }

  private static String type(SettingParam param) {
    return switch (param.kind()) {
      case NUMBER -> "float";
      case WHOLE, WIDE -> "int";
      case FLAG -> "bool";
      case TEXT -> "str";
      case TEXTS -> "List[str]";
      case WHOLES -> "List[int]";
    };
  }

  private static String converter(SettingParam param) {
    String auto = ParamGroup.isAuto(param) ? "OrAuto" : "";
    return switch (param.kind()) {
      case NUMBER -> "_Converters.toFloat" + auto;
      case WHOLE, WIDE -> "_Converters.toInt" + auto;
      case FLAG -> "_Converters.toBoolean";
      case TEXT -> "TypeConverters.toString";
      case TEXTS -> "_Converters.toListString";
      case WHOLES -> "_Converters.toListInt";
    };
  }
}
