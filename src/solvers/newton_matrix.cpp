#include "solvers/newton_matrix.hpp"

#include <sunmatrix/sunmatrix_sparse.h>

#include <algorithm>
#include <vector>

namespace raffinate::solvers {

NewtonMatrix::NewtonMatrix(const numerics::Sparsity& pattern, std::size_t states) : pattern_(&pattern), states_(states) {}

Matrix NewtonMatrix::make(SUNContext context) const {
  std::vector<sunindextype> start{0}, row;
  for (std::size_t j = 0; j < states_; ++j) {
    for (int k = pattern_->column_start[j]; k < pattern_->column_start[j + 1]; ++k)
      if (pattern_->row[k] < static_cast<int>(states_)) row.push_back(pattern_->row[k]);
    start.push_back(static_cast<sunindextype>(row.size()));
  }
  const auto length = static_cast<sunindextype>(states_);
  Matrix matrix(SUNSparseMatrix(length, length, start.back(), CSC_MAT, context));
  std::copy(start.begin(), start.end(), SUNSparseMatrix_IndexPointers(matrix.get()));
  std::copy(row.begin(), row.end(), SUNSparseMatrix_IndexValues(matrix.get()));
  return matrix;
}

// Rows of states come first in every column of the pattern.
void NewtonMatrix::fill(std::span<const double> slopes, double gamma, SUNMatrix matrix) const {
  const sunindextype* start = SUNSparseMatrix_IndexPointers(matrix);
  const sunindextype* row = SUNSparseMatrix_IndexValues(matrix);
  double* values = SUNSparseMatrix_Data(matrix);
  for (std::size_t j = 0; j < states_; ++j) {
    const double* slope = slopes.data() + pattern_->column_start[j];
    for (auto k = start[j]; k < start[j + 1]; ++k)
      values[k] = (row[k] == static_cast<sunindextype>(j) ? 1.0 : 0.0) - gamma * *slope++;
  }
}

}  // namespace raffinate::solvers
