#pragma once

#include "base/data_directory.hpp"
#include "thermo/database.hpp"

/// The database of the repository, loaded once for all tests.
inline const raffinate::thermo::Database& data() {
  static const auto database = raffinate::thermo::Database::load(raffinate::base::data_directory());
  return database;
}
