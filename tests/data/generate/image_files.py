#!/usr/bin/env python3
"""Tiny images of every kind the codec reads, as ../images/*.*, and their pixels, as ../images/decoding.json.

Made with Pillow 9.4.0 (libjpeg-turbo 2.1.5, libwebp 1.2.4; Debian 12), Python 3.11.2, NumPy 1.24.2. No random numbers.
Pixels are those of Pillow's convert("RGB"), "upright" those after ImageOps.exif_transpose, but for 16-bit samples: there they are the
high bytes, because Pillow clips 16-bit grey at 255. What Pillow cannot write (16-bit colour, masked BMP, TIFF alpha and
orientation) is written here byte by byte after the formats' specifications.
"""
import base64
import io
import json
import os
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps

W, H = 17, 11
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "images")


def gradient(channels):
    """Smooth, so that lossy codecs stay close, and different in every channel and direction."""
    y, x, c = np.ogrid[:H, :W, :channels]
    return ((x * (9 - 2 * c) + y * (5 + 4 * c) + c * 40 + (x - 8) * (y - 5) // 2) % 256).astype(np.uint8)


def png(samples, color_type):
    """A 16-bit PNG without filters."""
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    header = struct.pack(">IIBBBBB", W, H, 16, color_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def bmp(bits, pixels, masks=()):
    """A BMP with rows from the bottom, each padded to four bytes."""
    rows = b"".join(row.tobytes() + b"\0" * (-len(row.tobytes()) % 4) for row in pixels[::-1])
    tail = struct.pack(f"<{len(masks)}I", *masks)
    info = struct.pack("<IiiHHIIiiII", 40, W, H, 1, bits, 3 if masks else 0, len(rows), 2835, 2835, 0, 0) + tail
    return b"BM" + struct.pack("<IHHI", 14 + len(info) + len(rows), 0, 0, 14 + len(info)) + info + rows


def tiff(samples, photometric, extra=None, orientation=None, order="<"):
    """An uncompressed TIFF of one strip."""
    height, width, channels = samples.shape
    data = samples.astype(samples.dtype.newbyteorder(order)).tobytes()
    tags = [(256, "H", [width]), (257, "H", [height]), (258, "H", [8 * samples.dtype.itemsize] * channels), (259, "H", [1]),
            (262, "H", [photometric]), (273, "I", None), (277, "H", [channels]), (278, "H", [height]), (279, "I", [len(data)]),
            (284, "H", [1])]
    if orientation:
        tags.append((274, "H", [orientation]))
    if extra:
        tags.append((338, "H", [extra]))
    tags.sort(key=lambda tag: tag[0])
    apart = 8 + 2 + 12 * len(tags) + 4
    blob, entries = b"", b""
    bits_length = 2 * channels if channels > 2 else 0
    for tag, kind, numbers in tags:
        numbers = numbers or [apart + bits_length]
        value = struct.pack(f"{order}{len(numbers)}{kind}", *numbers)
        if len(value) > 4:
            value, blob = struct.pack(order + "I", apart + len(blob)), blob + value
        entries += struct.pack(order + "HHI", tag, 3 if kind == "H" else 4, len(numbers)) + value.ljust(4, b"\0")
    magic = b"II*\0" if order == "<" else b"MM\0*"
    return magic + struct.pack(order + "IH", 8, len(tags)) + entries + b"\0" * 4 + blob + data


def save(image, kind, orientation=None, **options):
    if orientation:
        exif = Image.Exif()
        exif[0x0112] = orientation
        options["exif"] = exif.tobytes()
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def grey_as_rgb(high):
    return np.repeat(high[..., :1], 3, -1)


def main():
    colour, four = gradient(3), gradient(4)
    rgb, grey, rgba = Image.fromarray(colour), Image.fromarray(colour[..., 0]), Image.fromarray(four, "RGBA")
    grey_alpha = Image.merge("LA", (grey, Image.fromarray(colour[..., 1])))
    palette = rgb.quantize(11)
    wide, wide4 = colour.astype(np.uint16) * 256 + 0x81, four.astype(np.uint16) * 256 + 0x81
    five = (colour >> 3).astype("<u2")
    six = (colour[..., 1] >> 2).astype("<u2")
    files = {
        "rgb-444.jpg": save(rgb, "JPEG", quality=95, subsampling=0), "rgb-420.jpg": save(rgb, "JPEG", quality=90, subsampling=2),
        "progressive.jpg": save(rgb, "JPEG", quality=90, progressive=True), "grey.jpg": save(grey, "JPEG", quality=90),
        "cmyk.jpg": save(Image.fromarray(four, "CMYK"), "JPEG", quality=95),
        "grey.png": save(grey, "PNG"), "grey-alpha.png": save(grey_alpha, "PNG"), "rgb.png": save(rgb, "PNG"), "rgba.png": save(rgba, "PNG"),
        "palette.png": save(palette, "PNG"), "palette-transparent.png": save(palette, "PNG", transparency=2),
        "bilevel.png": save(grey.convert("1"), "PNG"),
        "grey16.png": png(wide[..., 0], 0), "rgb16.png": png(wide.reshape(H, -1), 2), "rgba16.png": png(wide4.reshape(H, -1), 6),
        "rgb.bmp": save(rgb, "BMP"), "palette.bmp": save(palette, "BMP"), "bilevel.bmp": save(grey.convert("1"), "BMP"),
        "rgb555.bmp": bmp(16, five[..., 0] << 10 | five[..., 1] << 5 | five[..., 2]),
        "rgb565.bmp": bmp(16, five[..., 0] << 11 | six << 5 | five[..., 2], (0xF800, 0x7E0, 0x1F)),
        "bgrx.bmp": bmp(32, four[..., [2, 1, 0, 3]]),
        "rgb-lzw.tif": save(rgb, "TIFF", compression="tiff_lzw"), "grey.tif": save(grey, "TIFF"), "palette.tif": save(palette, "TIFF"),
        "cmyk.tif": save(Image.fromarray(four, "CMYK"), "TIFF"),
        "rgba.tif": tiff(four, 2, extra=2), "rgba-premultiplied.tif": tiff(four, 2, extra=1, order=">"),
        "white-is-zero.tif": tiff(colour[..., :1], 0), "rgb16.tif": tiff(wide, 2, order=">"),
        "white-is-zero16.tif": tiff(wide[..., :1], 0),
        "lossy.webp": save(rgb, "WEBP", quality=90), "lossless.webp": save(rgb, "WEBP", lossless=True),
        "alpha.webp": save(rgba, "WEBP", lossless=True, exact=True),
    }
    own = {"grey16.png": grey_as_rgb(colour), "rgb16.png": colour, "rgba16.png": four[..., :3], "rgb16.tif": colour,
           "white-is-zero16.tif": 255 - grey_as_rgb(colour)}
    turned = {f"orientation-{n}.jpg": save(rgb, "JPEG", n, quality=90) for n in range(2, 9)}
    turned |= {"orientation-6.png": save(rgb, "PNG", 6), "orientation-8.webp": save(rgb, "WEBP", 8, lossless=True)}
    # Pillow applies TIFF's own orientation while it loads.
    files |= {f"orientation-{n}.tif": tiff(colour, 2, orientation=n) for n in (3, 6)}
    index = {}
    for name, data in (files | turned).items():
        with open(os.path.join(FOLDER, name), "wb") as file:
            file.write(data)
        pixels = own.get(name)
        if pixels is None:
            pixels = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
        index[name] = {"width": pixels.shape[1], "height": pixels.shape[0], "pixels": base64.b64encode(pixels.tobytes()).decode()}
        if name in turned:
            upright = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB"))
            index[name]["upright"] = base64.b64encode(upright.tobytes()).decode()
    with open(os.path.join(FOLDER, "decoding.json"), "w") as file:
        file.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in index.items()) + "\n}\n")
    with open(os.path.join(FOLDER, "animated.webp"), "wb") as file:
        file.write(save(rgb, "WEBP", save_all=True, append_images=[rgb.rotate(180)], lossless=True))


if __name__ == "__main__":
    main()
