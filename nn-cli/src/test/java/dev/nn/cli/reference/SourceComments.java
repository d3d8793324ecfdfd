package dev.nn.cli.reference;

import com.sun.source.doctree.BlockTagTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the sources say about records and enums. They are parsed, not compiled. */
final class SourceComments {
  private final Map<String, Comment> byName = new HashMap<>();

  /**
   * Javadoc of one type.
   *
   * @param text its main part
   * @param parameters by component
   * @param errors what its constructor and the methods of its interface throw, each beginning with
   *     "if"
   * @param constants of an enum, by name
   */
  record Comment(
      List<? extends DocTree> text,
      Map<String, List<? extends DocTree>> parameters,
      List<List<? extends DocTree>> errors,
      Map<String, List<? extends DocTree>> constants) {
    Comment(List<? extends DocTree> text) {
      this(text, new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>());
    }
  }

  /** Reads the sources of these types and of what is nested in them. */
  SourceComments(Path root, Collection<Class<?>> types) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> modules = Files.list(root)) {
      List<Path> folders =
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .toList();
      List<Path> sources =
          types.stream().map(type -> source(folders, type)).distinct().sorted().toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-encoding", "UTF-8", "-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Reader(trees, unit.getPackageName().toString()).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is said about a type.
   *
   * @throws IllegalArgumentException if nothing is
   */
  Comment of(Class<?> type) {
    return Optional.ofNullable(byName.get(type.getName()))
        .orElseThrow(() -> new IllegalArgumentException(type.getName() + " has no Javadoc"));
  }

  private static Path source(List<Path> folders, Class<?> type) {
    String file = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
    return folders.stream()
        .map(folder -> folder.resolve(file))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no source of " + type.getName()));
  }

  /** Walks through a file; types are known by their binary names. */
  private final class Reader extends TreePathScanner<Void, String> {
    private final DocTrees trees;
    private final String packageName;

    Reader(DocTrees trees, String packageName) {
      this.trees = trees;
      this.packageName = packageName;
    }

    @Override
    public Void visitClass(ClassTree type, String outer) {
      String name =
          (outer == null ? packageName + "." : outer + "$") + type.getSimpleName().toString();
      javadoc()
          .ifPresent(
              doc -> {
                Comment comment = new Comment(doc.getFullBody());
                for (DocTree tag : doc.getBlockTags()) {
                  if (tag instanceof ParamTree parameter) {
                    comment
                        .parameters()
                        .put(parameter.getName().toString(), parameter.getDescription());
                  }
                }
                byName.put(name, comment);
              });
      return super.visitClass(type, name);
    }

    @Override
    public Void visitVariable(VariableTree variable, String owner) {
      if (byName.containsKey(owner) && isMember()) {
        javadoc()
            .ifPresent(
                doc ->
                    byName
                        .get(owner)
                        .constants()
                        .put(variable.getName().toString(), doc.getFullBody()));
      }
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, String owner) {
      boolean called =
          method.getReturnType() == null
              || method.getModifiers().getAnnotations().stream()
                  .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
      if (called && byName.containsKey(owner) && isMember()) {
        javadoc().stream()
            .flatMap(doc -> doc.getBlockTags().stream())
            .filter(tag -> ((BlockTagTree) tag).getTagName().equals("throws"))
            .forEach(tag -> byName.get(owner).errors().add(((ThrowsTree) tag).getDescription()));
      }
      return null;
    }

    private boolean isMember() {
      return getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
    }

    private Optional<DocCommentTree> javadoc() {
      TreePath path = getCurrentPath();
      return Optional.ofNullable(trees.getDocCommentTree(path));
    }
  }
}
