package io.fallline.data.records;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/**
 * Writes what a shuffle of blocks sends: a bucket's number and a {@link SentBlock}, each time, and
 * reads it as a number and a {@link ReceivedBlock}. It is the same whatever {@code
 * spark.serializer} says, whose buffers may be too small for a block.
 */
final class BlockSerializer extends Serializer implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public SerializerInstance newInstance() {
    return new Instance();
  }

  /** Pairs stand behind each other in the bytes, so Spark may sort them without reading them. */
  @Override
  public boolean supportsRelocationOfSerializedObjects() {
    return true;
  }

  private static final class Instance extends SerializerInstance {
    @Override
    public SerializationStream serializeStream(OutputStream out) {
      return new Writing(new DataOutputStream(out));
    }

    @Override
    public DeserializationStream deserializeStream(InputStream in) {
      return new Reading(new DataInputStream(in));
    }

    @Override
    public <T> ByteBuffer serialize(T value, ClassTag<T> tag) {
      throw new UnsupportedOperationException("blocks are written to streams");
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassTag<T> tag) {
      throw new UnsupportedOperationException("blocks are read from streams");
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> tag) {
      return deserialize(bytes, tag);
    }
  }

  private static final class Writing extends SerializationStream {
    private final DataOutputStream out;

    Writing(DataOutputStream out) {
      this.out = out;
    }

    /** A bucket's number, or a block. */
    @Override
    public <T> SerializationStream writeObject(T value, ClassTag<T> tag) {
      try {
        if (value instanceof SentBlock block) {
          out.writeInt(block.length());
          block.writeTo(out);
        } else {
          out.writeInt((Integer) value);
        }
        return this;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void flush() {
      try {
        out.flush();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  private static final class Reading extends DeserializationStream {
    private final DataInputStream in;
    private ReceivedBlock block;

    Reading(DataInputStream in) {
      this.in = in;
    }

    @Override
    public <T> T readObject(ClassTag<T> tag) {
      throw new UnsupportedOperationException("blocks are read as values, behind their keys");
    }

    @Override
    @SuppressWarnings("unchecked") // as it was written
    public <T> T readKey(ClassTag<T> tag) {
      if (block != null && !block.isRead()) {
        throw new IllegalStateException("a block was passed over");
      }
      return (T) (Object) readInt();
    }

    @Override
    @SuppressWarnings("unchecked") // as it was written
    public <T> T readValue(ClassTag<T> tag) {
      try {
        block = new ReceivedBlock(in, in.readInt());
        return (T) block;
      } catch (EOFException cut) { // which behind a key is not the end that Spark waits for
        throw thrown(new IOException("a block of records is cut off", cut));
      } catch (IOException failed) {
        throw thrown(failed);
      }
    }

    private int readInt() {
      try {
        return in.readInt();
      } catch (IOException failed) {
        throw thrown(failed);
      }
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException failed) {
        throw thrown(failed);
      }
    }

    /** As it is: Spark waits for {@link EOFException} and for failures to fetch. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> RuntimeException thrown(IOException failed) throws E {
      throw (E) failed;
    }
  }
}
