#include "results/refuse.hpp"

#include "base/errors.hpp"

namespace raffinate::results {

void refuse(const std::filesystem::path& path, const std::string& message, const std::string& remedy) {
  throw base::InputError({base::whole_file(path.string()), path.filename().string(), message, remedy});
}

}  // namespace raffinate::results
