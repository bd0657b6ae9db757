#pragma once
#include <cmath>
#include <cstdint>
#include <vector>

namespace raffinate::numerics {

/// A number that remembers which unknowns it was computed from.
///
/// One evaluation of a model with this scalar yields the exact sparsity pattern of its Jacobian.
/// It allocates and is used only while a model is compiled.
class Dependency {
 public:
  Dependency() = default;
  Dependency(double value) : v(value) {}  // NOLINT: constants are written as plain numbers

  /// The unknown number `index` with value `value`.
  static Dependency unknown(double value, int index) {
    Dependency r(value);
    r.bits_.assign(static_cast<std::size_t>(index) / 64 + 1, 0);
    r.bits_.back() = std::uint64_t{1} << (index % 64);
    return r;
  }
  /// Adds everything `other` depends on; the value stays.
  void merge(const Dependency& other) {
    if (bits_.size() < other.bits_.size()) bits_.resize(other.bits_.size(), 0);
    for (std::size_t i = 0; i < other.bits_.size(); ++i) bits_[i] |= other.bits_[i];
  }
  [[nodiscard]] bool depends_on(int index) const {
    const auto word = static_cast<std::size_t>(index) / 64;
    return word < bits_.size() && ((bits_[word] >> (index % 64)) & 1U) != 0;
  }

  double v = 0.0;

 private:
  std::vector<std::uint64_t> bits_;
};

inline double value(const Dependency& x) { return x.v; }

namespace detail {
inline Dependency join(double v, const Dependency& a) {
  Dependency r(a);
  r.v = v;
  return r;
}
inline Dependency join(double v, const Dependency& a, const Dependency& b) {
  Dependency r(a);
  r.v = v;
  r.merge(b);
  return r;
}
}  // namespace detail

#define RAFFINATE_BINARY(op)                                                                      \
  inline Dependency operator op(const Dependency& a, const Dependency& b) {                       \
    return detail::join(a.v op b.v, a, b);                                                        \
  }                                                                                               \
  inline Dependency operator op(const Dependency& a, double b) { return detail::join(a.v op b, a); } \
  inline Dependency operator op(double a, const Dependency& b) { return detail::join(a op b.v, b); } \
  inline Dependency& operator op##=(Dependency& a, const Dependency& b) {                         \
    a.v = a.v op b.v;                                                                             \
    a.merge(b);                                                                                   \
    return a;                                                                                     \
  }                                                                                               \
  inline Dependency& operator op##=(Dependency& a, double b) {                                    \
    a.v = a.v op b;                                                                               \
    return a;                                                                                     \
  }
RAFFINATE_BINARY(+)
RAFFINATE_BINARY(-)
RAFFINATE_BINARY(*)
RAFFINATE_BINARY(/)
#undef RAFFINATE_BINARY

inline Dependency operator-(const Dependency& a) { return detail::join(-a.v, a); }
inline Dependency exp(const Dependency& a) { return detail::join(std::exp(a.v), a); }
inline Dependency log(const Dependency& a) { return detail::join(std::log(a.v), a); }
inline Dependency log1p(const Dependency& a) { return detail::join(std::log1p(a.v), a); }
inline Dependency sqrt(const Dependency& a) { return detail::join(std::sqrt(a.v), a); }
inline Dependency cbrt(const Dependency& a) { return detail::join(std::cbrt(a.v), a); }
inline Dependency tanh(const Dependency& a) { return detail::join(std::tanh(a.v), a); }
inline Dependency pow(const Dependency& a, double e) { return detail::join(std::pow(a.v, e), a); }

}  // namespace raffinate::numerics
