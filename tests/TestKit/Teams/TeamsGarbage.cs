namespace ChatOps.TestKit.Teams;

/// <summary>Answers that are none.</summary>
internal enum TeamsGarbage
{
    NotJson,
    WithoutId,
    WrongTypes,
    WrongContentType,
    Empty,
    List,
    CutInHalf,
    Deep,
    Huge,
}
