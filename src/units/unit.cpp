#include "units/unit.hpp"

#include <udunits2.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace raffinate::units {
namespace {

constexpr std::array<const char*, 7> base_symbols{"m", "kg", "s", "mol", "K", "A", "cd"};

struct FreeSystem {
  void operator()(ut_system* system) const { ut_free_system(system); }
};

struct FreeUnit {
  void operator()(ut_unit* unit) const { ut_free(unit); }
};

/// Adds a power of an SI base unit; radians count as plain numbers.
ut_status add_power(const ut_unit* basic, int power, Dimension& dimension) {
  const char* symbol = ut_get_symbol(basic, UT_ASCII);
  if (symbol == nullptr) return UT_NOT_SAME_SYSTEM;
  const auto found = std::find(base_symbols.begin(), base_symbols.end(), std::string_view(symbol));
  if (found != base_symbols.end()) dimension[static_cast<std::size_t>(found - base_symbols.begin())] += power;
  return UT_SUCCESS;
}

extern "C" {

ut_status visit_basic(const ut_unit* unit, void* out) { return add_power(unit, 1, static_cast<Unit*>(out)->dimension); }

ut_status visit_product(const ut_unit*, int count, const ut_unit* const* basics, const int* powers, void* out) {
  for (int i = 0; i < count; ++i) {
    const ut_status status = add_power(basics[i], powers[i], static_cast<Unit*>(out)->dimension);
    if (status != UT_SUCCESS) return status;
  }
  return UT_SUCCESS;
}

// Times since a date and decibels are no plain quantities.
ut_status visit_timestamp(const ut_unit*, const ut_unit*, double, void*) { return UT_MEANINGLESS; }
ut_status visit_logarithmic(const ut_unit*, double, const ut_unit*, void*) { return UT_MEANINGLESS; }

ut_status visit_galilean(const ut_unit*, double scale, const ut_unit* underlying, double offset, void* out);
}

constexpr ut_visitor visitor{visit_basic, visit_product, visit_galilean, visit_timestamp, visit_logarithmic};

extern "C" ut_status visit_galilean(const ut_unit*, double scale, const ut_unit* underlying, double offset, void* out) {
  auto* unit = static_cast<Unit*>(out);
  unit->scale *= scale;
  unit->offset += offset;
  return ut_accept_visitor(underlying, &visitor, out);
}

/// The UDUNITS-2 database, read once. The library is not thread-safe, hence the lock.
class Database final {
 public:
  Database() {
    ut_set_error_message_handler(ut_ignore);
    system_.reset(ut_read_xml(nullptr));
    if (!system_) throw std::runtime_error("cannot read the UDUNITS-2 database (Debian package libudunits2-data)");
  }

  /// A plant of a thousand vessels spells a few dozen units tens of thousands of times.
  [[nodiscard]] std::optional<Unit> find(const std::string& spelling) {
    const std::scoped_lock lock(mutex_);
    const auto [known, is_new] = known_.try_emplace(spelling);
    if (is_new) known->second = parse(spelling);
    return known->second;
  }

 private:
  [[nodiscard]] std::optional<Unit> parse(const std::string& spelling) const {
    const std::unique_ptr<ut_unit, FreeUnit> parsed(ut_parse(system_.get(), spelling.c_str(), UT_ASCII));
    Unit unit;
    if (!parsed || ut_accept_visitor(parsed.get(), &visitor, &unit) != UT_SUCCESS) return std::nullopt;
    return unit;
  }

  std::mutex mutex_;
  std::map<std::string, std::optional<Unit>> known_;
  std::unique_ptr<ut_system, FreeSystem> system_;
};

}  // namespace

bool Unit::is_temperature() const {
  constexpr Dimension temperature{0, 0, 0, 0, 1, 0, 0};
  return dimension == temperature && !difference;
}

std::optional<Unit> find_unit(const std::string& spelling) {
  static Database database;
  return database.find(spelling);
}

std::string spell(const Dimension& dimension) {
  std::string text;
  for (std::size_t i = 0; i < dimension.size(); ++i) {
    if (dimension[i] == 0) continue;
    if (!text.empty()) text += '.';
    text += base_symbols[i];
    if (dimension[i] != 1) text += std::to_string(dimension[i]);
  }
  return text.empty() ? "1" : text;
}

}  // namespace raffinate::units
