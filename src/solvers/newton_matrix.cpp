#include "solvers/newton_matrix.hpp"

#include <sunmatrix/sunmatrix_sparse.h>

#include <algorithm>

namespace raffinate::solvers {

NewtonMatrix::NewtonMatrix(const numerics::Sparsity& pattern, std::size_t states) : pattern_(&pattern), start_{0} {
  for (std::size_t j = 0; j < states; ++j) {
    for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k)
      if (pattern.row[k] < static_cast<int>(states)) row_.push_back(pattern.row[k]);
    start_.push_back(static_cast<sunindextype>(row_.size()));
  }
}

Matrix NewtonMatrix::make(SUNContext context) const {
  const auto length = static_cast<sunindextype>(start_.size()) - 1;
  Matrix matrix(SUNSparseMatrix(length, length, start_.back(), CSC_MAT, context));
  std::copy(start_.begin(), start_.end(), SUNSparseMatrix_IndexPointers(matrix.get()));
  std::copy(row_.begin(), row_.end(), SUNSparseMatrix_IndexValues(matrix.get()));
  return matrix;
}

// Rows of states come first in every column of the pattern.
void NewtonMatrix::fill(std::span<const double> slopes, double a, double b, SUNMatrix matrix) const {
  std::copy(start_.begin(), start_.end(), SUNSparseMatrix_IndexPointers(matrix));
  std::copy(row_.begin(), row_.end(), SUNSparseMatrix_IndexValues(matrix));
  double* value = SUNSparseMatrix_Data(matrix);
  for (std::size_t j = 0; j + 1 < start_.size(); ++j) {
    const double* slope = slopes.data() + pattern_->column_start[j];
    for (auto k = start_[j]; k < start_[j + 1]; ++k)
      *value++ = (row_[k] == static_cast<sunindextype>(j) ? a : 0.0) + b * *slope++;
  }
}

void NewtonMatrix::multiply(SUNMatrix matrix, N_Vector x, N_Vector result) const {
  const double *value = SUNSparseMatrix_Data(matrix), *from = N_VGetArrayPointer(x);
  double* to = N_VGetArrayPointer(result);
  std::fill_n(to, start_.size() - 1, 0.0);
  for (std::size_t j = 0; j + 1 < start_.size(); ++j)
    for (auto k = start_[j]; k < start_[j + 1]; ++k) to[row_[static_cast<std::size_t>(k)]] += value[k] * from[j];
}

}  // namespace raffinate::solvers
