#include "solvers/null_directions.hpp"

#include <Eigen/Dense>
#include <cmath>

namespace raffinate::solvers {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double singular = 1e-9;  // [1/s]
constexpr double shift = 1e-10;    // [1/s]

/// The Jacobian with states measured in their own size, A = W J / W, seen from one side.
class Scaled {
 public:
  Scaled(StateJacobian& jacobian, std::span<const double> weights, Side side)
      : jacobian_(jacobian), side_(side), weights_(Eigen::Map<const VectorXd>(weights.data(), jacobian.states())) {
    if (side_ == Side::right) weights_ = weights_.cwiseInverse();
  }

  [[nodiscard]] Index size() const { return weights_.size(); }
  // From the left, A^T = 1/W J^T W; from the right, A = W J 1/W: the same with 1/W for W.
  void solve(MatrixXd& block) const {
    for (Index k = 0; k < block.cols(); ++k) {
      VectorXd b = block.col(k).cwiseProduct(weights_);
      const std::span<double> values(b.data(), static_cast<std::size_t>(b.size()));
      side_ == Side::left ? jacobian_.solve_transposed(values) : jacobian_.solve(values);
      block.col(k) = b.cwiseQuotient(weights_);
    }
  }
  [[nodiscard]] MatrixXd times(const MatrixXd& block) const {
    MatrixXd result(block.rows(), block.cols());
    VectorXd product(block.rows());
    const auto length = static_cast<std::size_t>(block.rows());
    for (Index k = 0; k < block.cols(); ++k) {
      const VectorXd b = block.col(k).cwiseProduct(weights_);
      const std::span<const double> in(b.data(), length);
      const std::span<double> out(product.data(), length);
      side_ == Side::left ? jacobian_.multiply_transposed(in, out) : jacobian_.multiply(in, out);
      result.col(k) = product.cwiseQuotient(weights_);
    }
    return result;
  }
  /// Back to the units of the states.
  [[nodiscard]] VectorXd unscaled(const VectorXd& z) const { return z.cwiseProduct(weights_); }

 private:
  StateJacobian& jacobian_;
  Side side_;
  VectorXd weights_;
};

void orthonormalise(MatrixXd& block) {
  const Eigen::HouseholderQR<MatrixXd> qr(block);
  block = qr.householderQ() * MatrixXd::Identity(block.rows(), block.cols());
}

/// Orthonormal basis of what `width` trial vectors contain of the null space.
MatrixXd null_space(const Scaled& matrix, Index width) {
  constexpr int iterations = 8;  // each gains the ratio of the shift to the slowest true rate
  MatrixXd trial(matrix.size(), width);
  for (Index k = 0; k < width; ++k)  // quasi-random, so that two runs agree
    for (Index i = 0; i < trial.rows(); ++i)
      trial(i, k) = std::fmod(0.7548776662466927 * static_cast<double>(i + 1) + 0.5698402909980532 * static_cast<double>(k + 1) * static_cast<double>(i + 3), 1.0) - 0.5;
  for (int n = 0; n < iterations; ++n) {
    matrix.solve(trial);
    orthonormalise(trial);
  }
  const Eigen::BDCSVD<MatrixXd> svd(matrix.times(trial), Eigen::ComputeThinV);
  const Index count = (svd.singularValues().array() < singular).count();
  return trial * svd.matrixV().rightCols(count);
}

/// Gauss-Jordan elimination with complete pivoting: every column gets a row of its own.
void separate(MatrixXd& basis) {
  constexpr double negligible = 1e-9;
  for (Index k = 0; k < basis.cols(); ++k) {
    Index row = 0, column = 0;
    basis.rightCols(basis.cols() - k).cwiseAbs().maxCoeff(&row, &column);
    basis.col(k).swap(basis.col(k + column));
    basis.col(k) /= basis(row, k);
    for (Index j = 0; j < basis.cols(); ++j)
      if (j != k) basis.col(j) -= basis(row, j) * basis.col(k);
  }
  basis = (basis.array().abs() > negligible).select(basis, 0.0);
}

}  // namespace

std::vector<std::vector<double>> null_directions(StateJacobian& jacobian, std::span<const double> weights, Side side) {
  if (!jacobian.factorise(shift)) return {};
  const Scaled matrix(jacobian, weights, side);
  constexpr Index most = 128;
  MatrixXd basis;
  for (Index width = std::min<Index>(8, matrix.size());; width = std::min(4 * width, matrix.size())) {
    basis = null_space(matrix, width);
    if (basis.cols() < width || width >= most || width == matrix.size()) break;
  }
  separate(basis);
  std::vector<std::vector<double>> result;
  for (Index k = 0; k < basis.cols(); ++k) {
    VectorXd direction = matrix.unscaled(basis.col(k));
    Index largest = 0;
    basis.col(k).cwiseAbs().maxCoeff(&largest);
    direction /= direction(largest);
    result.emplace_back(direction.data(), direction.data() + direction.size());
  }
  return result;
}

}  // namespace raffinate::solvers
