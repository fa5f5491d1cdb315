#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "dnnbrain.h"

namespace dnb {

// A failure with the status it crosses the ABI as.
class Failure : public std::runtime_error {
 public:
  Failure(dnb_status status, const std::string& message) : std::runtime_error(message), status_(status) {}
  dnb_status status() const noexcept { return status_; }

 private:
  dnb_status status_;
};

[[noreturn]] inline void invalid_argument(const std::string& message) { throw Failure(DNB_INVALID_ARGUMENT, message); }

inline void require(bool condition, const char* message) {
  if (!condition) invalid_argument(message);
}

// Turns the exception in flight into a status and this thread's last error; `context` goes before LibTorch's text.
int record_current_exception(const std::string& context = {}) noexcept;


// Runs `body` so that nothing it throws crosses the ABI.
template <class Body>
int guarded(Body&& body) noexcept {
  try {
    std::forward<Body>(body)();
    return DNB_OK;
  } catch (...) {
    return record_current_exception();
  }
}

}  // namespace dnb
