namespace ChatOps.Investigation.Findings;

public class SeverityTests
{
    [Theory]
    [InlineData(0.0, SeverityBand.Low, "Low 0.0")]
    [InlineData(1.0, SeverityBand.Low, "Low 1.0")]
    [InlineData(3.9, SeverityBand.Low, "Low 3.9")]
    [InlineData(4.0, SeverityBand.Medium, "Medium 4.0")]
    [InlineData(6.9, SeverityBand.Medium, "Medium 6.9")]
    [InlineData(7.0, SeverityBand.High, "High 7.0")]
    [InlineData(8.9, SeverityBand.High, "High 8.9")]
    [InlineData(9.0, SeverityBand.Critical, "Critical 9.0")]
    [InlineData(10.0, SeverityBand.Critical, "Critical 10.0")]
    public void Bands_begin_at_4_7_and_9(double value, SeverityBand band, string text)
    {
        new Severity(value).Band.ShouldBe(band);
        new Severity(value).ToString().ShouldBe(text);
    }

    [Fact]
    public void Severities_compare_by_value()
    {
        (new Severity(5) < new Severity(5.1)).ShouldBeTrue();
        (new Severity(8) >= new Severity(8.0)).ShouldBeTrue();
    }
}
