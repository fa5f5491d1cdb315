#pragma once

#include <cstddef>
#include <cstdint>

namespace dnb {

// R G B <-> B G R, in place.
void swap_red_and_blue(uint8_t* pixels, size_t count);

}  // namespace dnb
