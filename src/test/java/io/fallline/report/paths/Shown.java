package io.fallline.report.paths;

import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.PlaneFunctions;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.path.PathTracer;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.report.paths.FunctionWithPaths.FunctionPath;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Paths to show, and what was written of them as a tree. */
final class Shown {
  private Shown() {}

  /** Gradient descent from the function's start, a path a rate. */
  static FunctionWithPaths descents(String name, int steps, double... rates) {
    PlaneFunction function = PlaneFunctions.registry().create(name, Hyperparameters.defaults());
    List<FunctionPath> paths = new ArrayList<>();
    for (double rate : rates) {
      paths.add(path("sgd", function, steps, rate));
    }
    return new FunctionWithPaths(name, function, false, function.window(), paths);
  }

  /** One path whose rule is called so. */
  static FunctionWithPaths named(String name, String rule) {
    PlaneFunction function = PlaneFunctions.registry().create("bowl", Hyperparameters.defaults());
    return new FunctionWithPaths(
        name, function, false, function.window(), List.of(path(rule, function, 3, 0.1)));
  }

  private static FunctionPath path(String rule, PlaneFunction function, int steps, double rate) {
    WarmupSchedule schedule =
        new WarmupSchedule(
            LearningRateSchedules.registry().create("constant", Hyperparameters.defaults()),
            rate,
            0,
            1,
            steps);
    PathTracer descent =
        new PathTracer(
            Optimizers.registry().create("sgd", Hyperparameters.defaults()), schedule, 0, -1);
    return new FunctionPath(
        rule, Map.of(), rate, 0, descent.from(function.start(), function, function.window()));
  }

  /** Fails where the text is no XML. */
  static Document tree(String xml) throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.setErrorHandler(null); // what is wrong is thrown, and not printed too
    return builder.parse(new InputSource(new StringReader(xml)));
  }

  static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  static List<Element> ofClass(Document document, String name, String type) {
    return elements(document, name).stream()
        .filter(element -> List.of(element.getAttribute("class").split(" ")).contains(type))
        .toList();
  }
}
