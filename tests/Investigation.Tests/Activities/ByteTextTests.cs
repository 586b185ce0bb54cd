namespace ChatOps.Investigation.Activities;

public sealed class ByteTextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1, "1 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 kB")]
    [InlineData(1049, "1.05 kB")]
    [InlineData(40_000, "40 kB")]
    [InlineData(4_100_000, "4.1 MB")]
    [InlineData(4_113_000, "4.11 MB")]
    [InlineData(12_340_000, "12.3 MB")]
    [InlineData(255_000_000, "255 MB")]
    [InlineData(254_800_000, "255 MB")]
    [InlineData(999_400_000, "999 MB")]
    [InlineData(999_600_000, "1 GB")]
    [InlineData(9_994_999, "9.99 MB")]
    [InlineData(9_999_000, "10 MB")]
    [InlineData(99_990_000, "100 MB")]
    [InlineData(1_560_099_637, "1.56 GB")]
    [InlineData(long.MaxValue, "9.22 EB")]
    [InlineData(-4_100_000, "-4.1 MB")]
    public void Amounts_have_three_digits_and_decimal_units(long bytes, string text) => ByteText.Of(bytes).ShouldBe(text);

    [Theory]
    [InlineData(double.NaN, "0 B")]
    [InlineData(0.4, "0 B")]
    [InlineData(2.5e24, "2,500,000 EB")]
    public void Averages_and_nonsense_are_said_too(double bytes, string text) => ByteText.Of(bytes).ShouldBe(text);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.0 kB")]
    [InlineData(999_940, "999.9 kB")]
    [InlineData(999_960, "1.0 MB")]
    [InlineData(250_800_000, "250.8 MB")]
    [InlineData(long.MaxValue, "9.2 EB")]
    public void Amounts_of_rows_keep_one_digit(long bytes, string text) => ByteText.OneDigit(bytes).ShouldBe(text);
}
