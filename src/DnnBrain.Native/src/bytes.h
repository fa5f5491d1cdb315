#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "error.h"

namespace dnb {

// A view of an image file that refuses to look past its end.
class Bytes {
 public:
  Bytes(const uint8_t* data, size_t count, bool little_endian) : data_(data), count_(count), little_(little_endian) {}

  size_t count() const { return count_; }
  bool has(size_t offset, size_t length) const { return offset <= count_ && length <= count_ - offset; }

  bool matches(size_t offset, const char* text, size_t length) const {
    return has(offset, length) && std::memcmp(data_ + offset, text, length) == 0;
  }

  uint32_t u8(size_t offset) const { return number(offset, 1); }
  uint32_t u16(size_t offset) const { return number(offset, 2); }
  uint32_t u24(size_t offset) const { return number(offset, 3); }
  uint32_t u32(size_t offset) const { return number(offset, 4); }

  Bytes part(size_t offset, size_t length, bool little_endian) const {
    if (!has(offset, length)) truncated();
    return {data_ + offset, length, little_endian};
  }

 private:
  [[noreturn]] static void truncated() { throw Failure(DNB_IMAGE_INVALID, "the image ends inside its header"); }

  uint32_t number(size_t offset, size_t length) const {
    if (!has(offset, length)) truncated();
    uint32_t result = 0;
    for (size_t i = 0; i < length; ++i) result = result << 8 | data_[offset + (little_ ? length - 1 - i : i)];
    return result;
  }

  const uint8_t* data_;
  size_t count_;
  bool little_;
};

}  // namespace dnb
