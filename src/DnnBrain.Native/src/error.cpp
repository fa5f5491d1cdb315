#include "error.h"

#include <c10/util/Exception.h>

#include <new>
#include <opencv2/core.hpp>

namespace {

thread_local std::string last_error;

}  // namespace

namespace dnb {

int record_current_exception(const std::string& context) noexcept {
  // Storing the text may itself run out of memory; the status then has to be enough.
  const auto store = [&](const char* text) noexcept {
    try {
      last_error = context.empty() ? std::string(text) : context + ": " + text;
    } catch (...) {
      last_error.clear();
    }
  };
  try {
    throw;
  } catch (const Failure& failure) {
    store(failure.what());
    return failure.status();
  } catch (const std::bad_alloc&) {
    store("not enough memory");
    return DNB_OUT_OF_MEMORY;
  } catch (const c10::Error& error) {
    store(error.what_without_backtrace());
    return DNB_ERROR;
  } catch (const cv::Exception& error) {
    store(error.err.c_str());
    return DNB_ERROR;
  } catch (const std::exception& error) {
    store(error.what());
    return DNB_ERROR;
  } catch (...) {
    store("an unknown C++ exception");
    return DNB_ERROR;
  }
}

}  // namespace dnb

const char* dnb_last_error() { return last_error.c_str(); }
