#include <ATen/core/dispatch/Dispatcher.h>

#include <map>
#include <memory>
#include <mutex>
#include <sstream>

#include "error.h"
#include "operator_arguments.h"

struct dnb_operator_s {
  c10::OperatorHandle handle;
  std::string name;
  std::string schema;
  std::vector<dnb::ArgumentSpecification> arguments;
};

namespace {

// Operators found so far, by "name.overload". Entries are never removed: their addresses are the handles.
std::mutex operators_lock;
std::map<std::string, std::unique_ptr<dnb_operator_s>>& operators() {
  static auto* found = new std::map<std::string, std::unique_ptr<dnb_operator_s>>();
  return *found;
}

std::string list_overloads(const std::string& name) {
  std::string overloads;
  for (const auto& candidate : c10::Dispatcher::singleton().getAllOpNames()) {
    if (candidate.name != name) continue;
    if (!overloads.empty()) overloads += ", ";
    overloads += candidate.overload_name.empty() ? std::string("(none)") : candidate.overload_name;
  }
  return overloads;
}

std::unique_ptr<dnb_operator_s> look_up(const std::string& name, const std::string& overload, const std::string& full) {
  const auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
  if (!handle.has_value()) {
    const std::string overloads = list_overloads(name);
    throw dnb::Failure(DNB_NOT_FOUND, overloads.empty()
        ? "LibTorch has no operator '" + name + "'"
        : "operator '" + name + "' has no overload '" + overload + "'; it has: " + overloads);
  }
  const c10::FunctionSchema& schema = handle->schema();
  std::ostringstream text;
  text << schema;
  auto result = std::unique_ptr<dnb_operator_s>(new dnb_operator_s{*handle, full, text.str(), {}});
  for (const auto& argument : schema.arguments()) result->arguments.push_back(dnb::specify(argument));
  return result;
}

std::string describe_call(const dnb_operator_s& op, const dnb_value* arguments, int32_t count) {
  std::string text = op.name + '(';
  for (int32_t i = 0; i < count; ++i) {
    if (i > 0) text += ", ";
    if (static_cast<size_t>(i) < op.arguments.size()) text += op.arguments[i].name + '=';
    text += dnb::describe(arguments[i]);
  }
  return text + ')';
}

void push_arguments(torch::jit::Stack& stack, const dnb_operator_s& op, const dnb_value* arguments, int32_t count) {
  if (static_cast<size_t>(count) > op.arguments.size()) {
    dnb::invalid_argument("takes " + std::to_string(op.arguments.size()) + " arguments, not " + std::to_string(count));
  }
  for (size_t i = 0; i < op.arguments.size(); ++i) {
    const auto& argument = op.arguments[i];
    if (i < static_cast<size_t>(count)) {
      stack.push_back(dnb::to_ivalue(argument, arguments[i]));
    } else if (argument.default_value.has_value()) {
      stack.push_back(*argument.default_value);
    } else {
      dnb::invalid_argument("argument '" + argument.name + "' is missing");
    }
  }
}

void call(const dnb_operator_s& op, const dnb_value* arguments, int32_t argument_count, dnb_value* results,
          int32_t result_capacity, int32_t* result_count) {
  // One stack a thread: the vector keeps its memory from call to call.
  thread_local torch::jit::Stack stack;
  struct Clear {
    torch::jit::Stack& stack;
    ~Clear() { stack.clear(); }
  } clear{stack};

  push_arguments(stack, op, arguments, argument_count);
  op.handle.callBoxed(stack);
  if (stack.size() > static_cast<size_t>(result_capacity)) {
    dnb::invalid_argument("returns " + std::to_string(stack.size()) + " values; there is room for " +
                          std::to_string(result_capacity));
  }
  int32_t written = 0;
  try {
    for (const auto& value : stack) {
      results[written] = dnb::from_ivalue(value);
      ++written;
    }
  } catch (...) {
    while (written > 0) dnb::release(results[--written]);
    throw;
  }
  *result_count = written;
}

}  // namespace

int dnb_operator_find(const char* name, const char* overload, dnb_operator* result) {
  return dnb::guarded([&] {
    dnb::require(name != nullptr && overload != nullptr, "no operator name given");
    const std::string full = *overload == '\0' ? std::string(name) : std::string(name) + '.' + overload;
    const std::lock_guard<std::mutex> lock(operators_lock);
    auto& entry = operators()[full];
    if (entry == nullptr) {
      try {
        entry = look_up(name, overload, full);
      } catch (...) {
        operators().erase(full);
        throw;
      }
    }
    *result = entry.get();
  });
}

const char* dnb_operator_schema(dnb_operator op) { return op->schema.c_str(); }

int dnb_operator_call(dnb_operator op, const dnb_value* arguments, int32_t argument_count, dnb_value* results,
                      int32_t result_capacity, int32_t* result_count) {
  try {
    dnb::require(op != nullptr, "no operator given");
    call(*op, arguments, argument_count, results, result_capacity, result_count);
    return DNB_OK;
  } catch (...) {
    std::string context;
    try {
      if (op != nullptr) context = describe_call(*op, arguments, argument_count);
    } catch (...) {
      // Describing the arguments failed for want of memory; the status and LibTorch's own text remain.
    }
    return dnb::record_current_exception(context);
  }
}
