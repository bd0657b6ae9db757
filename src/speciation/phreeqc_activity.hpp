#pragma once

#include <memory>
#include <span>
#include <string>

#include "aqueous/activity_model.hpp"
#include "phreeqc/database.hpp"

namespace raffinate::speciation {

/// The activity model of a PHREEQC database for species in this order, the electron included. `model` may be
/// "auto" for the database's own, "ideal" or "davies". Throws base::InputError for one whose parameters it lacks.
[[nodiscard]] std::shared_ptr<const aqueous::ActivityModel> make_activity(
    const phreeqc::Database& database, std::span<const phreeqc::Species* const> species, const std::string& model);

}  // namespace raffinate::speciation
