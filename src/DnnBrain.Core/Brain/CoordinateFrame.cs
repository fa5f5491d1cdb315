namespace DnnBrain.Brain;

/// <summary>
/// What the millimetres of an affine are relative to. The numbers are the xform codes of the NIfTI-1 standard (nifti1.h,
/// <c>qform_code</c> and <c>sform_code</c>).
/// </summary>
public enum CoordinateFrame
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>The scanner.</summary>
    Scanner = 1,

    /// <summary>Another image of the same subject.</summary>
    Aligned = 2,

    /// <summary>The atlas of Talairach and Tournoux (1988).</summary>
    Talairach = 3,

    /// <summary>MNI 152.</summary>
    Mni152 = 4,

    /// <summary>Another template.</summary>
    Template = 5,
}
