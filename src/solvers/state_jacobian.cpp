#include "solvers/state_jacobian.hpp"

#include <klu.h>

#include <Eigen/SparseCore>

namespace raffinate::solvers {

namespace {

using Matrix = Eigen::SparseMatrix<double>;
using Vector = Eigen::VectorXd;

Eigen::Map<const Vector> view(std::span<const double> v) { return {v.data(), static_cast<Eigen::Index>(v.size())}; }
Eigen::Map<Vector> view(std::span<double> v) { return {v.data(), static_cast<Eigen::Index>(v.size())}; }

/// KLU's factors of a matrix whose pattern does not change.
class Factors {
 public:
  explicit Factors(Matrix& matrix) : matrix_(matrix) {
    klu_defaults(&common_);
    common_.ordering = 0;  // AMD, as in DynamicSolver
    symbolic_ = klu_analyze(size(), matrix.outerIndexPtr(), matrix.innerIndexPtr(), &common_);
  }
  ~Factors() {
    klu_free_numeric(&numeric_, &common_);
    klu_free_symbolic(&symbolic_, &common_);
  }
  Factors(const Factors&) = delete;
  Factors& operator=(const Factors&) = delete;

  [[nodiscard]] bool renew() {
    klu_free_numeric(&numeric_, &common_);
    numeric_ = klu_factor(matrix_.outerIndexPtr(), matrix_.innerIndexPtr(), matrix_.valuePtr(), symbolic_, &common_);
    return numeric_ != nullptr && common_.status == KLU_OK;
  }
  void solve(std::span<double> b) { klu_solve(symbolic_, numeric_, size(), 1, b.data(), &common_); }
  void solve_transposed(std::span<double> b) { klu_tsolve(symbolic_, numeric_, size(), 1, b.data(), &common_); }

 private:
  [[nodiscard]] int size() const { return static_cast<int>(matrix_.cols()); }

  Matrix& matrix_;
  klu_common common_{};
  klu_symbolic* symbolic_ = nullptr;
  klu_numeric* numeric_ = nullptr;
};

}  // namespace

struct StateJacobian::Impl {
  explicit Impl(numerics::EquationSystem& s)
      : system(s),
        states(s.size() - s.integral_count()),
        slopes(static_cast<std::size_t>(s.pattern().nonzeros())),
        jacobian(block(0, states)),
        integrals(block(states, s.integral_count())),
        shifted(jacobian),
        factors(shifted) {}

  /// Rows first .. first + count - 1 of the columns of the states.
  [[nodiscard]] Matrix block(int first, int count) const {
    const auto& pattern = system.pattern();
    Matrix m(count, states);
    m.reserve(pattern.nonzeros());
    for (int j = 0; j < states; ++j) {
      m.startVec(j);
      for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k)
        if (pattern.row[k] >= first && pattern.row[k] < first + count) m.insertBack(pattern.row[k] - first, j) = 0.0;
    }
    m.finalize();
    return m;
  }

  // Rows ascend in every column, so the states' come first.
  void distribute() {
    const auto& pattern = system.pattern();
    double* state = jacobian.valuePtr();
    double* integral = integrals.valuePtr();
    for (int j = 0; j < states; ++j)
      for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k)
        *(pattern.row[k] < states ? state++ : integral++) = slopes[static_cast<std::size_t>(k)];
  }

  numerics::EquationSystem& system;
  int states;
  std::vector<double> slopes;  // of all unknowns
  Matrix jacobian, integrals, shifted;
  mutable Factors factors;  // KLU writes its statistics when it solves
};

StateJacobian::StateJacobian(numerics::EquationSystem& system) : impl_(std::make_unique<Impl>(system)) {}
StateJacobian::~StateJacobian() = default;

int StateJacobian::states() const { return impl_->states; }

bool StateJacobian::evaluate(double t, const double* x) {
  if (!impl_->system.jacobian(t, x, impl_->slopes.data())) return false;
  impl_->distribute();
  return true;
}

bool StateJacobian::factorise(double shift) {
  impl_->shifted = impl_->jacobian;
  impl_->shifted.diagonal().array() -= shift;
  return impl_->factors.renew();
}

void StateJacobian::solve(std::span<double> b) const { impl_->factors.solve(b); }
void StateJacobian::solve_transposed(std::span<double> b) const { impl_->factors.solve_transposed(b); }

void StateJacobian::multiply(std::span<const double> y, std::span<double> result) const {
  view(result) = impl_->jacobian * view(y);
}

void StateJacobian::multiply_integrals(std::span<const double> y, std::span<double> result) const {
  view(result) = impl_->integrals * view(y);
}

void StateJacobian::multiply_transposed(std::span<const double> l, std::span<double> result) const {
  view(result) = impl_->jacobian.transpose() * view(l);
}

void StateJacobian::multiply_integrals_transposed(std::span<const double> l, std::span<double> result) const {
  view(result) = impl_->integrals.transpose() * view(l);
}

}  // namespace raffinate::solvers
