package io.fallline.ml;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Has Kryo carry an object by Java's serialisation, for it knows neither records nor the lists of
 * {@code List.copyOf}. Spark's reader finds classes where Kryo would, and, unlike Kryo's own such
 * serializer, those of primitive types, which Params name.
 */
public final class JavaBytes extends Serializer<Object> {
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
