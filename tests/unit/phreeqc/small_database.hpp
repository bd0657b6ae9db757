#pragma once

#include <string>

#include "phreeqc/database.hpp"

/// Water, sodium, chloride, carbonate and iron, enough for every rule of the format. The constants are round
/// numbers without meaning.
extern const char* const small_database;

/// Writes the bytes to a file of its own and loads it.
[[nodiscard]] raffinate::phreeqc::Database load(const std::string& bytes);

/// The small database with these lines after it.
[[nodiscard]] raffinate::phreeqc::Database load_with(const std::string& lines);

/// The number of the first of those lines in the file.
[[nodiscard]] int first_line_after();

/// What loading the small database with these lines is refused with.
[[nodiscard]] std::string refusal(const std::string& lines);

/// Coefficient of a species in terms; 0 when it does not occur.
[[nodiscard]] double coefficient(const std::vector<raffinate::thermo::Term>& terms, const std::string& species);
