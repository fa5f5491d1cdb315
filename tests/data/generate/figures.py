"""The viridis colours of matplotlib and widths of text in Liberation Sans, for DnnBrain.Visualization.

Python 3.11, matplotlib 3.6.3 (viridis is CC0), Pillow 9.4.0, fonts-liberation 1.07.4 (Debian 12); nothing is random.
Run: /usr/bin/python3 tests/data/generate/figures.py  ->  tests/data/figures.json
"""
import json
import pathlib

from matplotlib import colormaps
from PIL import ImageFont

SIZE = 1000
FONTS = pathlib.Path("/usr/share/fonts/truetype/liberation")
TEXTS = ["conv1_relu", "layer4.2.conv3_relu", "blocks[0].attn", "−0.2", "Early visual cortex", "A&B <\"~\">"]


def widths(file):
    font = ImageFont.truetype(str(FONTS / file), SIZE, layout_engine=ImageFont.Layout.BASIC)
    return {text: font.getlength(text) / SIZE for text in TEXTS}


viridis = [[round(255 * c) for c in colormaps["viridis"](i)[:3]] for i in range(256)]
out = {
    "viridis": viridis,
    "widths": widths("LiberationSans-Regular.ttf"),
    "bold_widths": widths("LiberationSans-Bold.ttf"),
}
path = pathlib.Path(__file__).parents[1] / "figures.json"
path.write_text(json.dumps(out, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
