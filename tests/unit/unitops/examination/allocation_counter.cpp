#include "allocation_counter.hpp"

#include <atomic>
#include <cstddef>

namespace {

std::atomic<long> count{0};

}  // namespace

#if defined(__SANITIZE_ADDRESS__)

bool raffinate::examination::allocations_are_counted() { return false; }

#else

// The names of the C library win over those it exports, and its own remain callable.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t number, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

void* malloc(std::size_t size) {
  ++count;
  return __libc_malloc(size);
}
void* calloc(std::size_t number, std::size_t size) {
  ++count;
  return __libc_calloc(number, size);
}
void* realloc(void* old, std::size_t size) {
  ++count;
  return __libc_realloc(old, size);
}
void* memalign(std::size_t alignment, std::size_t size) {
  ++count;
  return __libc_memalign(alignment, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  ++count;
  return __libc_memalign(alignment, size);
}
int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
  ++count;
  *block = __libc_memalign(alignment, size);
  constexpr int out_of_memory = 12;
  return *block == nullptr ? out_of_memory : 0;
}
}

bool raffinate::examination::allocations_are_counted() { return true; }

#endif

long raffinate::examination::allocations() { return count; }
