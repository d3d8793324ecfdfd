package dev.nn.data;

import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.PreparedData;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.TensorType;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fashion-MNIST: 60000 + 10000 pictures of clothing of 28 × 28 pixels, 10 classes (Xiao, Rasul,
 * Vollgraf 2017). Input: float32 {@code [examples, 1, 28, 28]}. The 10000 are the test part; {@code
 * split} divides the 60000.
 *
 * @param root the folder with the four idx files, or the one around its folder {@code
 *     fashion-mnist}; left out: folder {@code fashion-mnist} of the environment variable {@code
 *     NN_DATA_ROOT} if it has them, else {@code ~/.cache/nn/fashion-mnist}, downloaded once
 * @param target what is to be predicted; default: the label
 * @param scale whether values are divided by 255, to lie in [0, 1]; default true
 * @param limit uses only the first so many training images
 * @param split how the training images are divided; left out, all are for training
 */
@Type("fashion_mnist")
@Doc("Fashion-MNIST: pictures of clothing, 28 × 28, 10 classes")
public record FashionMnistSource(
    @Doc("The folder with the four files; left out: NN_DATA_ROOT, else downloaded")
        Optional<Path> root,
    @Doc("What is to be predicted; left out: the label") @Default("{}") ImageTarget target,
    @Doc("Divide values by 255") @Default("true") boolean scale,
    @Doc("Use only the first so many training images") @Range(min = 1) Optional<Integer> limit,
    @Doc("How the training images are divided") Optional<Split> split)
    implements DataSource {

  static final ImageArchive ARCHIVE =
      new ImageArchive(
          "fashion-mnist",
          List.of(URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/")),
          Map.of(
              ImageArchive.TRAIN_IMAGES,
              "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
              ImageArchive.TRAIN_LABELS,
              "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
              ImageArchive.TEST_IMAGES,
              "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
              ImageArchive.TEST_LABELS,
              "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
          List.of(
              "T-shirt/top",
              "Trouser",
              "Pullover",
              "Dress",
              "Coat",
              "Sandal",
              "Shirt",
              "Sneaker",
              "Bag",
              "Ankle boot"));

  @Override
  public Map<String, TensorType> inputTypes() {
    return ImageArchive.TYPES;
  }

  @Override
  public PreparedData load(DataRequest request) {
    return ARCHIVE.load(root, target, scale, limit, split, request);
  }
}
