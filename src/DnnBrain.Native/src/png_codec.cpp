#include "png_codec.h"

#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <png.h>
#include <string>
#include <vector>

#include "error.h"
#include "image.h"

namespace dnb {
namespace {

// Everything that a jump out of libpng must not lose lies here, and not in the frames that are jumped over.
struct Reader {
  Reader(const uint8_t* bytes, size_t count) : at(bytes), left(count) {}
  ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  [[noreturn]] void refuse() const {
    throw Failure(DNB_IMAGE_INVALID, std::string("the PNG image is damaged: ") + message);
  }

  png_structp png = nullptr;
  png_infop info = nullptr;
  const uint8_t* at;
  size_t left;
  std::vector<png_bytep> rows;
  char message[256] = "it cannot be read";
};

[[noreturn]] void fail(png_structp png, png_const_charp message) {
  auto* reader = static_cast<Reader*>(png_get_error_ptr(png));
  std::snprintf(reader->message, sizeof reader->message, "%s", message);
  png_longjmp(png, 1);
}

void ignore(png_structp, png_const_charp) {}

void read(png_structp png, png_bytep target, size_t count) {
  auto* reader = static_cast<Reader*>(png_get_io_ptr(png));
  if (count > reader->left) png_error(png, "it ends early");
  std::memcpy(target, reader->at, count);
  reader->at += count;
  reader->left -= count;
}

bool start(Reader& reader) {
  reader.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reader, fail, ignore);
  if (reader.png == nullptr) return false;
  if (setjmp(png_jmpbuf(reader.png)) != 0) return false;
  reader.info = png_create_info_struct(reader.png);
  if (reader.info == nullptr) return false;
  png_set_read_fn(reader.png, &reader, read);
  png_read_info(reader.png, reader.info);
  png_set_expand(reader.png);
  png_set_strip_16(reader.png);
  png_set_strip_alpha(reader.png);
  png_set_gray_to_rgb(reader.png);
  png_set_interlace_handling(reader.png);
  png_read_update_info(reader.png, reader.info);
  return true;
}

bool read_rows(Reader& reader) {
  if (setjmp(png_jmpbuf(reader.png)) != 0) return false;
  png_read_image(reader.png, reader.rows.data());
  png_read_end(reader.png, nullptr);
  return true;
}

}  // namespace

cv::Mat decode_png(const uint8_t* bytes, size_t count) {
  Reader reader(bytes, count);
  if (!start(reader)) reader.refuse();
  cv::Mat rgb = new_pixels(png_get_image_width(reader.png, reader.info), png_get_image_height(reader.png, reader.info));
  if (png_get_rowbytes(reader.png, reader.info) != rgb.step) reader.refuse();
  for (int y = 0; y < rgb.rows; ++y) reader.rows.push_back(rgb.ptr(y));
  if (!read_rows(reader)) reader.refuse();
  return rgb;
}

}  // namespace dnb
