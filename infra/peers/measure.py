"""How long Pillow takes to decode photos for measuring, and numpy for a few of Boardsift's measures: the peer of
"boardsift bench" in Python.

    measure.py RUNS FILE…

Writes a line for each file: its name, the median of decoding, and that of measuring, in milliseconds, with tabs.
"""

import io
import statistics
import sys
import time
from pathlib import Path

import numpy
from PIL import Image

LONG_SIDE = 512


def decoded(file):
    picture = Image.open(io.BytesIO(file))
    picture.draft("RGB", (LONG_SIDE, LONG_SIDE))
    picture = picture.convert("RGB")
    picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.BOX)
    return numpy.asarray(picture)


def measured(rgb):
    """Brightness, contrast, two-tones' histogram, sharpness, edges and variety of colours: about a third of it all."""
    luma = rgb @ numpy.array([0.299, 0.587, 0.114], dtype=numpy.float32) / 255
    across = luma[:, 2:] - luma[:, :-2]
    down = luma[2:, :] - luma[:-2, :]
    gx = (across[:-2] + 2 * across[1:-1] + across[2:]) / 4
    gy = (down[:, :-2] + 2 * down[:, 1:-1] + down[:, 2:]) / 4
    slope = numpy.sqrt(gx * gx + gy * gy)
    low, high = numpy.percentile(luma, (1, 99))
    words = rgb.astype(numpy.uint32)
    colours = numpy.unique(words[..., 0] << 16 | words[..., 1] << 8 | words[..., 2])
    return (
        luma.mean(),
        high - low,
        numpy.histogram(luma, 2048, (0, 1))[0].max(),
        numpy.percentile(slope, 99.5),
        (slope > 0.12).mean(),
        colours.size / luma.size,
    )


def main(runs, files):
    for name in files:
        file = Path(name).read_bytes()
        decoding, measuring = [], []
        for run in range(runs + 1):
            start = time.perf_counter()
            rgb = decoded(file)
            middle = time.perf_counter()
            measured(rgb)
            end = time.perf_counter()
            if run > 0:
                decoding.append((middle - start) * 1e3)
                measuring.append((end - middle) * 1e3)
        print(f"{name}\t{statistics.median(decoding):.4f}\t{statistics.median(measuring):.4f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
