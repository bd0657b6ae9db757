#include "base/data_directory.hpp"

#include <cstdlib>

namespace raffinate::base {

std::filesystem::path data_directory() {
  const char* chosen = std::getenv("RAFFINATE_DATA");
  if (chosen != nullptr && *chosen != '\0') return chosen;
  return RAFFINATE_DATA_DIR;
}

}  // namespace raffinate::base
