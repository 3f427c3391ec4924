// Makes visible to ThreadSanitizer, in those programs alone that run under it, what gRPC promises: its locks,
// and that an operation is begun before it is reported done. Debian's gRPC and abseil are not built for the
// sanitizer, which would otherwise report hundreds of races that are none. These definitions take the place
// of the libraries', for gRPC too, tell the sanitizer, and call the libraries'. What is left of gRPC is in
// tests/tsan.supp.
#include <absl/synchronization/mutex.h>
#include <dlfcn.h>
#include <grpc/grpc.h>
#include <link.h>
#include <sanitizer/tsan_interface.h>

#include <cstdint>
#include <cstdlib>
#include <vector>

#define WATCHFLOOR_QUOTED(name) #name
#define WATCHFLOOR_NAME(name) WATCHFLOOR_QUOTED(name)
// Of abseil's inline namespace, as in the names that the linker knows.
#define WATCHFLOOR_ABSL "_ZN4absl7" WATCHFLOOR_NAME(ABSL_OPTION_INLINE_NAMESPACE_NAME)

namespace {

// The library's own function of that name.
template <class Function>
Function* library(const char* name) {
  void* found = dlsym(RTLD_NEXT, name);
  if (!found) std::abort();  // another abseil: look for the name in libabsl_synchronization.so
  return reinterpret_cast<Function*>(found);
}

struct Range {
  uintptr_t begin, end;
};

// Where the code of the program and its libraries lies. It is looked up before there are threads: the loader
// holds a lock meanwhile, which the sanitizer takes too when it reports, and whoever ran our code under that
// lock and had to wait for the sanitizer waited for ever.
const std::vector<Range>& codeRanges() {
  static const std::vector<Range> kRanges = [] {
    std::vector<Range> ranges;
    const auto add = [](dl_phdr_info* object, size_t, void* to) {
      for (int i = 0; i < object->dlpi_phnum; ++i) {
        const ElfW(Phdr)& part = object->dlpi_phdr[i];
        if (part.p_type != PT_LOAD || (part.p_flags & PF_X) == 0) continue;
        const uintptr_t begin = object->dlpi_addr + part.p_vaddr;
        static_cast<std::vector<Range>*>(to)->push_back({begin, begin + part.p_memsz});
      }
      return 0;
    };
    dl_iterate_phdr(add, &ranges);
    return ranges;
  }();
  return kRanges;
}
[[maybe_unused]] const auto& kLookedUpAtTheStart = codeRanges();

bool isCode(const void* address) {
  const auto at = reinterpret_cast<uintptr_t>(address);
  for (const Range& range : codeRanges()) {
    if (range.begin <= at && at < range.end) return true;
  }
  return false;
}

// Stands for what gRPC is to call when an operation is done.
struct Done : grpc_completion_queue_functor {
  explicit Done(grpc_completion_queue_functor* of) : grpc_completion_queue_functor(*of), original(of) {
    functor_run = [](grpc_completion_queue_functor* self, int isOk) {
      __tsan_acquire(self);
      auto* const done = static_cast<Done*>(self);
      grpc_completion_queue_functor* const called = done->original;
      delete done;
      called->functor_run(called, isOk);
    };
  }
  grpc_completion_queue_functor* original;
};

}  // namespace

extern "C" grpc_call_error grpc_call_start_batch(grpc_call* call, const grpc_op* ops, size_t count, void* tag,
                                                 void* reserved) {
  static auto* const kStart =
      library<grpc_call_error(grpc_call*, const grpc_op*, size_t, void*, void*)>("grpc_call_start_batch");
  // A tag begins with what is to be called, or else, of one who waits for it, with its table of virtual
  // functions.
  if (isCode(*static_cast<void**>(tag))) {
    tag = new Done(static_cast<grpc_completion_queue_functor*>(tag));
    __tsan_release(tag);
  }
  return kStart(call, ops, count, tag, reserved);
}

namespace absl {
ABSL_NAMESPACE_BEGIN

void Mutex::Lock() {
  static auto* const kLock = library<void(Mutex*)>(WATCHFLOOR_ABSL "5Mutex4LockEv");
  kLock(this);
  __tsan_acquire(this);
}

bool Mutex::TryLock() {
  static auto* const kTryLock = library<bool(Mutex*)>(WATCHFLOOR_ABSL "5Mutex7TryLockEv");
  if (!kTryLock(this)) return false;
  __tsan_acquire(this);
  return true;
}

void Mutex::Unlock() {
  static auto* const kUnlock = library<void(Mutex*)>(WATCHFLOOR_ABSL "5Mutex6UnlockEv");
  __tsan_release(this);
  kUnlock(this);
}

void CondVar::Wait(Mutex* mutex) {
  static auto* const kWait = library<void(CondVar*, Mutex*)>(WATCHFLOOR_ABSL "7CondVar4WaitEPNS0_5MutexE");
  __tsan_release(mutex);
  kWait(this, mutex);
  __tsan_acquire(mutex);
}

bool CondVar::WaitWithTimeout(Mutex* mutex, Duration timeout) {
  static auto* const kWait = library<bool(CondVar*, Mutex*, Duration)>(
      WATCHFLOOR_ABSL "7CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE");
  __tsan_release(mutex);
  const bool isTimeout = kWait(this, mutex, timeout);
  __tsan_acquire(mutex);
  return isTimeout;
}

bool CondVar::WaitWithDeadline(Mutex* mutex, Time deadline) {
  static auto* const kWait = library<bool(CondVar*, Mutex*, Time)>(
      WATCHFLOOR_ABSL "7CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE");
  __tsan_release(mutex);
  const bool isTimeout = kWait(this, mutex, deadline);
  __tsan_acquire(mutex);
  return isTimeout;
}

ABSL_NAMESPACE_END
}  // namespace absl
