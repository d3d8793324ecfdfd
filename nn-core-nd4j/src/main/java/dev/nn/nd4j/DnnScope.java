package dev.nn.nd4j;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** What a kernel has made in oneDNN, freed together. */
final class DnnScope implements AutoCloseable {
  private final Dnn dnn;
  private final Deque<Runnable> frees = new ArrayDeque<>();
  private final dnnl_primitive_attr attributes = new dnnl_primitive_attr();

  /** A primitive and what it works on. */
  private record Call(
      dnnl_primitive primitive, dnnl_stream stream, dnnl_exec_arg_t arguments, int count)
      implements Kernel {
    @Override
    public void run() {
      Dnn.check(dnnl_primitive_execute(primitive, stream, count, arguments));
    }
  }

  /** What a primitive reads or writes, and as what. */
  record Argument(int role, dnnl_memory memory) {}

  /** Makes a primitive's description; a status other than 0 says that there is none. */
  interface Maker {
    int make(dnnl_primitive_desc into);
  }

  DnnScope(Dnn dnn) {
    this.dnn = dnn;
    Dnn.check(dnnl_primitive_attr_create(attributes));
    frees.push(() -> dnnl_primitive_attr_destroy(attributes));
    // Temporary memory is ours, so that nothing is allocated when a primitive runs.
    Dnn.check(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user));
  }

  dnnl_primitive_attr attributes() {
    return attributes;
  }

  /** A float32 tensor in one of oneDNN's formats. */
  dnnl_memory_desc tensor(long[] sizes, int format) {
    dnnl_memory_desc made = new dnnl_memory_desc();
    Dnn.check(dnnl_memory_desc_create_with_tag(made, sizes.length, sizes, dnnl_f32, format));
    frees.push(() -> dnnl_memory_desc_destroy(made));
    return made;
  }

  /**
   * The description of a primitive for this processor; empty if there is none but oneDNN's plain
   * loops, which are a thousand times slower.
   */
  Optional<dnnl_primitive_desc> description(Maker maker) {
    dnnl_primitive_desc made = new dnnl_primitive_desc();
    if (maker.make(made) != dnnl_success) {
      return Optional.empty();
    }
    frees.push(() -> dnnl_primitive_desc_destroy(made));
    try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
      Dnn.check(dnnl_primitive_desc_query(made, dnnl_query_impl_info_str, 0, name));
      boolean plain = name.get(BytePointer.class, 0).getString().contains("ref");
      return plain ? Optional.empty() : Optional.of(made);
    }
  }

  dnnl_primitive primitive(dnnl_primitive_desc description) {
    dnnl_primitive made = new dnnl_primitive();
    Dnn.check(dnnl_primitive_create(made, description));
    frees.push(() -> dnnl_primitive_destroy(made));
    return made;
  }

  /** Memory that lies somewhere. */
  dnnl_memory memory(dnnl_memory_desc type, Pointer address) {
    dnnl_memory made = new dnnl_memory();
    Dnn.check(dnnl_memory_create(made, type, dnn.engine(), address));
    frees.push(() -> dnnl_memory_destroy(made));
    return made;
  }

  /** A primitive on its memory. */
  Kernel call(int part, dnnl_primitive primitive, Argument... arguments) {
    dnnl_exec_arg_t made = new dnnl_exec_arg_t(arguments.length);
    frees.push(made::deallocate);
    for (int i = 0; i < arguments.length; i++) {
      made.position(i).arg(arguments[i].role()).memory(arguments[i].memory());
    }
    made.position(0);
    return new Call(primitive, dnn.stream(part), made, arguments.length);
  }

  /** Copies from one format to another. */
  Kernel reorder(
      int part,
      dnnl_memory_desc from,
      dnnl_memory fromMemory,
      dnnl_memory_desc to,
      dnnl_memory toMemory) {
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    Dnn.check(
        dnnl_reorder_primitive_desc_create(
            description, from, dnn.engine(), to, dnn.engine(), attributes));
    frees.push(() -> dnnl_primitive_desc_destroy(description));
    return call(
        part,
        primitive(description),
        new Argument(DNNL_ARG_FROM, fromMemory),
        new Argument(DNNL_ARG_TO, toMemory));
  }

  @Override
  public void close() {
    while (!frees.isEmpty()) {
      frees.pop().run();
    }
  }
}
