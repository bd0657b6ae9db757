#include "results/refuse.hpp"

#include "base/errors.hpp"

namespace raffinate::results {

void refuse(const std::filesystem::path& path, const std::string& message, const std::string& remedy) {
  base::Problem problem;
  problem.where.file = path.string();
  problem.subject = path.filename().string();
  problem.message = message;
  problem.remedy = remedy;
  base::Problems problems;
  problems.add(std::move(problem));
  throw base::InputError(std::move(problems));
}

}  // namespace raffinate::results
