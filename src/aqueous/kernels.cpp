#include "aqueous/kernels.hpp"

#include <bit>
#include <cstdint>

namespace raffinate::aqueous {

namespace portable {

#include "aqueous/kernel_loops.inc"

}  // namespace portable

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC push_options
#pragma GCC target("arch=x86-64-v3")
namespace with_avx2 {

#include "aqueous/kernel_loops.inc"

}  // namespace with_avx2
#pragma GCC pop_options

const Kernels kernels = __builtin_cpu_supports("x86-64-v3") ? with_avx2::kernels : portable::kernels;
#else
const Kernels kernels = portable::kernels;
#endif

}  // namespace raffinate::aqueous
