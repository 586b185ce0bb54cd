namespace ChatOps.Investigation.Charts;

/// <summary>A picture of ours, read back.</summary>
/// <param name="Width">In units of the picture.</param>
/// <param name="Height">In units of the picture.</param>
/// <param name="Shapes">In the order of drawing.</param>
internal sealed record SvgPicture(double Width, double Height, IReadOnlyList<SvgShape> Shapes);

/// <summary>The shapes that <see cref="SvgWriter"/> writes.</summary>
/// <param name="Fill">0xRRGGBB; null for none.</param>
/// <param name="Pen">The line around it; null for none.</param>
internal abstract record SvgShape(int? Fill, SvgPen? Pen);

/// <summary>A rectangle.</summary>
internal sealed record SvgBox(double X, double Y, double Width, double Height, double Radius, int? Fill, SvgPen? Pen) : SvgShape(Fill, Pen);

/// <summary>Straight lines; one list of points for each contour.</summary>
internal sealed record SvgPath(IReadOnlyList<SvgContour> Contours, int? Fill, SvgPen? Pen) : SvgShape(Fill, Pen);

/// <summary>Points joined in order.</summary>
internal sealed record SvgContour(IReadOnlyList<(double X, double Y)> Points, bool Closed);

/// <summary>One line of text.</summary>
internal sealed record SvgText(double X, double Y, string Content, double Size, TextPlace Place, bool Bold, int? Fill) : SvgShape(Fill, null);

/// <summary>How a line is drawn.</summary>
/// <param name="Colour">0xRRGGBB.</param>
/// <param name="Width">In units of the picture.</param>
/// <param name="Dashes">Lengths of stroke and gap in turn; empty for an unbroken line.</param>
internal sealed record SvgPen(int Colour, double Width, IReadOnlyList<double> Dashes);
