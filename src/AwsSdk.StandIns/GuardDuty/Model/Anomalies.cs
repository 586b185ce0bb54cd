namespace Amazon.GuardDuty.Model;

public partial class Detection
{
    public Anomaly Anomaly { get; set; }

    public Sequence Sequence { get; set; }
}

public partial class Anomaly
{
    public Dictionary<string, Dictionary<string, List<AnomalyObject>>> Profiles { get; set; }

    public AnomalyUnusual Unusual { get; set; }
}

public partial class AnomalyObject
{
    public ProfileType ProfileType { get; set; }

    public ProfileSubtype ProfileSubtype { get; set; }

    public Observations Observations { get; set; }
}

public partial class Observations
{
    public List<string> Text { get; set; }
}

public partial class AnomalyUnusual
{
    public Dictionary<string, Dictionary<string, AnomalyObject>> Behavior { get; set; }
}
