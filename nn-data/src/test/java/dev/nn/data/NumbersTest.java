package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NumbersTest {
  @Property(tries = 500)
  void everyFiniteDoubleIsReadBackExactly(@ForAll double value) {
    assertEquals(value, Numbers.parse(Double.toString(value)));
  }

  @Example
  void decimalNotationsAreNumbers() {
    assertEquals(1.5, Numbers.parse(" 1.5 "));
    assertEquals(-0.5, Numbers.parse("-.5"));
    assertEquals(2000, Numbers.parse("+2E3"));
  }

  @Example
  void javaSpellingsAndWordsAreNot() {
    for (String text :
        List.of("1d", "1f", "0x1p3", "NaN", "Infinity", "", " ", "-", "e", "1 2", "1,5", "1e999")) {
      assertEquals(Double.NaN, Numbers.parse(text), text);
    }
  }
}
