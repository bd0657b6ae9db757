#include <catch2/catch.hpp>
#include <string>

#include "base/characters.hpp"

using namespace raffinate;

TEST_CASE("characters are counted, not bytes") {
  CHECK(base::count_characters("") == 0);
  CHECK(base::count_characters("95 °C") == 5);
  CHECK(base::count_characters("µm³") == 3);
}

TEST_CASE("a character is found at its byte") {
  CHECK(base::character_offset("°C", 0) == 0);
  CHECK(base::character_offset("°C", 1) == 2);
  CHECK(base::character_offset("°C", 7) == 3);
}

TEST_CASE("the first byte that is not UTF-8 is found") {
  CHECK_FALSE(base::find_invalid_utf8("plain, °C, 水, 😀"));
  CHECK(base::find_invalid_utf8("a\xB0""C") == 1);               // Latin-1
  CHECK(base::find_invalid_utf8("\xFF\xFE""a") == 0);            // UTF-16 mark
  CHECK(base::find_invalid_utf8("ab\xC0\x80") == 2);             // overlong
  CHECK(base::find_invalid_utf8("\xED\xA0\x80") == 0);           // surrogate
  CHECK(base::find_invalid_utf8("a\xF4\x90\x80\x80") == 1);      // beyond the last code point
  CHECK(base::find_invalid_utf8(std::string("ab\xE2\x82")) == 2);  // cut off
}
