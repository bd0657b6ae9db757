#include "base/characters.hpp"

#include <cstdint>

namespace raffinate::base {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

struct Lead {
  std::size_t length;     ///< bytes of the sequence, 0 if the byte cannot start one
  std::uint32_t bits;     ///< payload of the first byte
  std::uint32_t minimum;  ///< smallest code point this length may carry
};

Lead read_lead(unsigned char c) {
  if (c < 0x80U) return {1, c, 0};
  if ((c & 0xE0U) == 0xC0U) return {2, c & 0x1FU, 0x80};
  if ((c & 0xF0U) == 0xE0U) return {3, c & 0x0FU, 0x800};
  if ((c & 0xF8U) == 0xF0U) return {4, c & 0x07U, 0x10000};
  return {0, 0, 0};
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += continues(c) ? 0 : 1;
  return count;
}

std::size_t character_offset(std::string_view text, std::size_t index) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (continues(text[i])) continue;
    if (count == index) return i;
    ++count;
  }
  return text.size();
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  constexpr std::uint32_t last_code_point = 0x10FFFF;
  for (std::size_t i = 0; i < text.size();) {
    const Lead lead = read_lead(static_cast<unsigned char>(text[i]));
    if (lead.length == 0 || i + lead.length > text.size()) return i;
    std::uint32_t code = lead.bits;
    for (std::size_t k = 1; k < lead.length; ++k) {
      if (!continues(text[i + k])) return i;
      code = (code << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < lead.minimum || code > last_code_point || surrogate) return i;
    i += lead.length;
  }
  return std::nullopt;
}

}  // namespace raffinate::base
