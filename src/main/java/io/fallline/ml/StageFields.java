package io.fallline.ml;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fallline.core.failure.Failure;
import io.fallline.job.FitListener;
import io.fallline.job.scoring.FittedModel;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The state of an estimator or a model that Spark's superclasses do not keep.
 *
 * <p>Spark's traits make their Params while the superclass is constructed and ask for the uid then,
 * before the fields of a Java class are set. So a state is an argument of the constructor that
 * calls Spark's, and lays its uid down for that time.
 */
public final class StageFields implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<String> ANNOUNCED = new ThreadLocal<>();

  /** The directory beside a model's metadata. */
  static final String MODEL = "model";

  /** The directory beside an estimator's metadata, where there is a model to start from. */
  static final String INITIAL_MODEL = "initialModel";

  private final String uid;

  /** Of an estimator that from which training starts, or null. */
  FittedModel model;

  SettingParams settings;

  /** Of an estimator. */
  transient FitListener listener;

  /** Of a model that was fitted in this process, else null. */
  transient MiniBatchTrainingSummary summary;

  StageFields(String uid, FittedModel model) {
    this.uid = uid;
    this.model = model;
    ANNOUNCED.set(uid);
  }

  static StageFields random(Class<?> type) {
    return new StageFields(Identifiable$.MODULE$.randomUID(type.getSimpleName()), null);
  }

  /** For a copy of the stage, which has Params of its own. */
  StageFields copy() {
    StageFields copy = new StageFields(uid, model);
    copy.listener = listener;
    copy.summary = summary;
    return copy;
  }

  /** What the stage's own field says, or, before it is set, what was announced. */
  static String uid(StageFields own) {
    return own == null ? ANNOUNCED.get() : own.uid;
  }

  FitListener listener() {
    return listener == null ? FitListener.NONE : listener;
  }

  /**
   * A writer of Params as Spark has them, with a model directory beside them where there is a
   * model.
   *
   * @param directory its name
   */
  MLWriter writer(Params stage, String directory) {
    return new MLWriter() {
      @Override
      public void saveImpl(String path) {
        DefaultParamsWriter.saveMetadata(stage, path, sparkSession());
        try {
          if (model != null) {
            model.write(sparkSession(), path + "/" + directory);
          }
        } catch (Failure failure) {
          throw ParamNames.translated(failure);
        }
      }
    };
  }

  /** A reader of what {@link #writer} has written. */
  static <T extends Params> MLReader<T> reader(
      Class<T> type, String directory, Function<StageFields, T> stage) {
    return new MLReader<>() {
      @Override
      public T load(String path) {
        DefaultParamsReader.Metadata metadata =
            DefaultParamsReader.loadMetadata(path, sparkSession(), type.getName());
        return ParamNames.translating(
            () -> {
              Optional<FittedModel> model =
                  FittedModel.readIfAny(sparkSession(), path + "/" + directory);
              if (model.isEmpty() && directory.equals(MODEL)) {
                throw Failure.data(
                    "the saved stage has no directory \"model\" beside its metadata");
              }
              T loaded = stage.apply(new StageFields(metadata.uid(), model.orElse(null)));
              metadata.getAndSetParams(loaded, Option.empty());
              return loaded;
            });
      }
    };
  }

  /**
   * Has Kryo carry an object by Java's serialisation, for it knows neither records nor the lists of
   * {@code List.copyOf}. Spark's reader finds classes where Kryo would, and, unlike Kryo's own such
   * serializer, those of primitive types, which Params name.
   */
  public static final class JavaBytes extends Serializer<Object> {
    private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Object();

    private static SerializerInstance java() {
      return new JavaSerializer(new SparkConf(false)).newInstance();
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
      ByteBuffer bytes = java().serialize(value, ANY);
      output.writeInt(bytes.remaining());
      output.writeBytes(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<Object> type) {
      byte[] bytes = input.readBytes(input.readInt());
      return java().deserialize(ByteBuffer.wrap(bytes), kryo.getClassLoader(), ANY);
    }
  }
}
